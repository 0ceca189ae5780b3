# One image: the release folder (.next/standalone) and Node. The build stage has everything, the image nothing that it does not need.
FROM node:20-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
COPY stubs stubs
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build

# Node's image has npm, yarn and headers besides; of it the server needs one file.
FROM debian:bookworm-slim
COPY --from=build /usr/local/bin/node /usr/local/bin/node
# Everything that is not the program comes by the environment (.env.example). /data is the only folder that is written to.
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 KEEP_ALIVE_TIMEOUT=75000 DRAIN_SECONDS=10 STORAGE_DIR=/data
WORKDIR /app
COPY --from=build /src/.next/standalone ./
RUN useradd --uid 1000 --no-create-home pennypost && mkdir /data && chown pennypost /data
USER pennypost
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/livez').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
