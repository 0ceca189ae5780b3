import { Chip } from "@/components/ui/chip";
import type { DeskJob } from "@/lib/desk/codecs";
import { useText } from "@/lib/i18n/use-text";
import { Cell, Row, Table } from "../dashboard/table";
import { LocalTime } from "../dashboard-ui/local-time";
import { text } from "./text";

/** The background work of the server that answers, a row a job. */
export function Jobs({ jobs }: { jobs: DeskJob[] }) {
  const { overview: t } = useText(text);
  if (jobs.length === 0) return <p className="text-ink-2">{t.noJobs}</p>;
  return (
    <Table label={t.jobs} columns={t.job}>
      {jobs.map((job) => (
        <Row key={job.name}>
          <Cell wide>{job.name}</Cell>
          <Cell>
            <State {...job} />
          </Cell>
          <Cell>
            <Time at={job.startedAt} />
          </Cell>
          <Cell>
            <span className="figures">{job.endedAt ? `${job.seconds.toFixed(2)} s` : "–"}</span>
          </Cell>
          <Cell>
            <Time at={job.nextAt} />
          </Cell>
          <Cell>
            <LastError error={job.lastError} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function State({ startedAt, nextAt, failures, isElsewhere }: DeskJob) {
  const { overview: t } = useText(text);
  if (failures > 0) return <Chip tone="red">{t.failures(failures)}</Chip>;
  if (isElsewhere) return <Chip>{t.jobStates.elsewhere}</Chip>;
  if (startedAt === null) return <Chip>{t.jobStates.waiting}</Chip>;
  return <Chip tone="green">{nextAt ? t.jobStates.ok : t.jobStates.running}</Chip>;
}

const Time = ({ at }: { at: Date | null }) => (at ? <LocalTime at={at.toISOString()} form="moment" /> : "–");

function LastError({ error }: { error: DeskJob["lastError"] }) {
  if (!error) return "–";
  return (
    <>
      <code className="text-sm break-all">{error.code ? `${error.name} ${error.code}` : error.name}</code>{" "}
      <span className="text-ink-2">
        <LocalTime at={error.at.toISOString()} form="moment" />
      </span>
    </>
  );
}
