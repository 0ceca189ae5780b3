import { Foundations } from "./foundations";
import { Ornaments } from "./ornaments";
import { Parts } from "./parts";
import { Places } from "./places";
import { Walls } from "./walls";

const contents = [
  "colours",
  "type",
  "stamps",
  "covers",
  "cards",
  "buttons",
  "fields",
  "notices",
  "overlays",
  "empty",
  "wall",
  "places",
];

/** The design system on one page; the page's own switches show it dark and in Japanese. */
export function DesignView() {
  return (
    <div className="page pt-10">
      <h1 className="text-4xl">Every component, in every state</h1>
      <nav aria-label="Contents" className="my-6 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {contents.map((id) => (
          <a key={id} href={`#${id}`} className="link">
            {id}
          </a>
        ))}
      </nav>
      <Foundations />
      <Ornaments />
      <Parts />
      <Walls />
      <Places />
    </div>
  );
}
