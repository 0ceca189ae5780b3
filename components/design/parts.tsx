import { Avatar } from "@/components/ui/avatar";
import { Button, type ButtonSize, type ButtonVariant, LinkButton } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { Overlays } from "./overlays";
import { Section, Specimen } from "./section";

const variants: ButtonVariant[] = ["primary", "secondary", "quiet", "danger"];
const sizes: ButtonSize[] = ["small", "medium", "large"];

/** Headless components with our styles. */
export function Parts() {
  return (
    <>
      <Section id="buttons" title="Buttons">
        <div className="space-y-5">
          {variants.map((variant) => (
            <div key={variant} className="flex flex-wrap items-center gap-3">
              {sizes.map((size) => (
                <Button key={size} variant={variant} size={size}>
                  Unlock for $0.25
                </Button>
              ))}
              <Button variant={variant} disabled>
                Disabled
              </Button>
              <LinkButton variant={variant} href="#buttons">
                A link
              </LinkButton>
            </div>
          ))}
          <CopyButton text="Copied from the page of components" label="Copy a sentence" />
        </div>
      </Section>
      <Section id="fields" title="Fields">
        <div className="grid gap-6 md:grid-cols-3">
          <Field label="Title" hint="What readers see first.">
            {(control) => <Input {...control} defaultValue="The penny post" />}
          </Field>
          <Field label="Price" error="The smallest price is $0.001." hint="In dollars, up to six decimals.">
            {(control) => <Input {...control} defaultValue="0" />}
          </Field>
          <Field label="Handle" optional>
            {(control) => <Input {...control} placeholder="ada" disabled />}
          </Field>
          <Field label="Kind">
            {(control) => (
              <Select {...control}>
                <option>Article</option>
                <option>Files</option>
              </Select>
            )}
          </Field>
          <Field label="About you" className="md:col-span-2">
            {(control) => <Textarea {...control} rows={3} defaultValue="Writes about letters, and about what they cost." />}
          </Field>
        </div>
      </Section>
      <Section id="notices" title="Notices, chips, figures">
        <div className="space-y-3">
          <Notice>Saved on this device.</Notice>
          <Notice tone="green">Your payment arrived.</Notice>
          <Notice tone="red">You were not charged. The signature was not accepted.</Notice>
        </div>
        <div className="mt-6 flex flex-wrap items-center gap-4">
          <Chip>Draft</Chip>
          <Chip tone="green">Settled</Chip>
          <Chip tone="red">Removed</Chip>
          <Money amount={250_000n} className="text-lg" />
          <Money amount={1_204_500_001n} className="text-lg" />
          <Avatar name="Ada" pictureId={null} />
          <Avatar name="山田" pictureId={null} className="size-16 text-2xl" />
        </div>
      </Section>
      <Overlays />
      <Section id="empty" title="Nothing yet, and on its way">
        <div className="grid gap-8 md:grid-cols-2">
          <Specimen name="Empty">
            <EmptyState title="Your library is empty" action={<Button>To the market</Button>}>
              What you buy stands here, on any device with this wallet.
            </EmptyState>
          </Specimen>
          <Specimen name="Loading">
            <Skeleton className="aspect-video w-full" />
            <Skeleton className="mt-4 h-4 w-1/3" />
            <Skeleton className="mt-3 h-7 w-4/5" />
          </Specimen>
        </div>
      </Section>
    </>
  );
}
