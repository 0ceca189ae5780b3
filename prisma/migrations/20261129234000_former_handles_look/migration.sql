-- Who takes a handle is compared with the former ones of known creators as well.
CREATE INDEX "former_handle_look" ON "former_handle"(handle_look("handle"));
