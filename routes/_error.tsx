import { HttpError, type PageProps } from "fresh";
import { PageHead } from "../components/PageHead.tsx";

export default function ErrorPage({ error }: PageProps) {
  const status = error instanceof HttpError ? error.status : 500;
  const { title, text } = status === 404
    ? {
      title: "This page does not exist",
      text: "It may have been deleted, or the address may be mistyped.",
    }
    : status === 503 || status === 507
    ? {
      title: "The server cannot do this right now",
      text: error instanceof Error && error.message !== "" ? error.message : "Try again later.",
    }
    : status < 500
    ? {
      title: "This request cannot be answered",
      text: error instanceof Error && error.message !== ""
        ? error.message
        : "Check the address and try again.",
    }
    : {
      title: "Something went wrong on the server",
      text: "No saved data is lost. Try again; if the problem persists, check the server log.",
    };
  return (
    <>
      <PageHead title={title} lede={text} />
      <div class="row">
        <a class="button button-primary" href="/" aria-current="false">Go to the start page</a>
        <a class="button" href="/datasets" aria-current="false">Datasets</a>
        <a class="button" href="/runs" aria-current="false">Runs</a>
      </div>
    </>
  );
}
