// Bytes as a string literal, in pieces of a line. Octal escapes have a fixed length of three, so
// that what follows never runs into them.
export function literal(bytes) {
  const lines = [];
  for (let start = 0; start < bytes.length; start += 2000) {
    lines.push(`"${[...bytes.subarray(start, start + 2000)].map(escaped).join("")}"`);
  }
  return lines.join("\n") || '""';
}

function escaped(byte) {
  const char = String.fromCharCode(byte);
  const stands = byte >= 0x20 && byte < 0x7f && char !== '"' && char !== "\\" && char !== "?";
  return stands ? char : `\\${byte.toString(8).padStart(3, "0")}`;
}
