import { useEffect, useState } from "preact/hooks";

/** A URL for these bytes, for as long as whoever calls is shown; "" at first. */
export function useBlobUrl(bytes: Uint8Array, type: string): string {
  const [url, setUrl] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}

/** Gives bytes to somebody to keep, in no type that could be opened as a page. */
export function download(bytes: Uint8Array, name: string): void {
  downloadBlob(new Blob([bytes as BlobPart]), name);
}

/** The same for a file of any type; it is saved, and never opened. */
export function downloadBlob(file: Blob, name: string): void {
  const url = URL.createObjectURL(new Blob([file], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
