/**
 * The cells of lines with commas, semicolons or tabs between; quoted ones may have line ends in them.
 */
export function cellsOf(text: string): string[][] {
  const separator = separatorOf(text);
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  const end = () => {
    rows.at(-1)!.push(cell.trim());
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (isQuoted && char === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"' && (isQuoted || cell.trim() === "")) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && char === separator) {
      end();
    } else if (!isQuoted && char === "\n") {
      end();
      rows.push([]);
    } else if (isQuoted || char !== "\r") {
      cell += char;
    }
  }
  end();
  return rows.filter((cells) => cells.some((one) => one !== ""));
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const [head = ""] = text.split("\n", 1);
  const countOf = (separator: string) => head.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (countOf(one) > countOf(best) ? one : best));
}

const columns: Record<string, string> = {
  email: "email",
  emailaddress: "email",
  firstname: "first_name",
  lastname: "last_name",
  phone: "phone",
  tags: "tags",
  lists: "lists",
};

/** Contacts of a table whose first line names its columns, or of bare addresses, one a line. */
export function contactsOf(text: string): Record<string, string | string[] | number[]>[] {
  const rows = cellsOf(text);
  const named = (rows[0] ?? []).map((name) => columns[name.toLowerCase().replace(/[\s_-]/g, "")]);
  const isNamed = named.includes("email");
  const keys = isNamed ? named : ["email", "first_name", "last_name", "phone"];
  return (isNamed ? rows.slice(1) : rows).map((cells) => {
    const pairs = cells.flatMap((value, at) => {
      const key = keys[at];
      return key && value !== "" ? [[key, valueOf(key, value)] as const] : [];
    });
    return Object.fromEntries(pairs);
  });
}

function valueOf(key: string, value: string): string | string[] | number[] {
  if (key !== "tags" && key !== "lists") return value;
  const parts = value
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return key === "lists" ? parts.map(Number) : parts;
}
