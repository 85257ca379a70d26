#include "catcher/base/http/codings/chunked_body.h"

#include "catcher/base/http/headers/header_lines.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace hookline {
namespace {

/// Takes a chunk's size line off `rest`; none where it isn't one or isn't whole.
std::optional<std::size_t> take_chunk_size(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  std::size_t size = 0;
  const auto [stop, error] = std::from_chars(rest.data(), rest.data() + end, size, 16);
  if (error != std::errc()) return std::nullopt;
  const auto after = rest.substr(static_cast<std::size_t>(stop - rest.data()));
  if (std::string_view("; \t\r\n").find(after.front()) == std::string_view::npos) {
    return std::nullopt;
  }
  rest.remove_prefix(end + 1);
  return size;
}

void skip_line_end(std::string_view& rest) {
  if (rest.starts_with('\r')) rest.remove_prefix(1);
  if (rest.starts_with('\n')) rest.remove_prefix(1);
}

void read_trailers(std::string_view rest, ChunkedBody& body) {
  HeaderLines lines(rest);
  for (HeaderLine line; lines.next(line);) {
    body.trailers.push_back({std::string(line.name), std::string(line.value)});
  }
  body.complete = rest.starts_with("\r\n") || rest.starts_with('\n') ||
                  rest.find("\r\n\r\n") != std::string_view::npos ||
                  rest.find("\n\n") != std::string_view::npos;
}

}  // namespace

ChunkedBody assemble_chunks(std::string_view framed) {
  ChunkedBody body;
  while (const auto size = take_chunk_size(framed)) {
    ++body.chunks;
    if (*size == 0) {
      read_trailers(framed, body);
      break;
    }
    body.data.append(framed.substr(0, *size));
    if (framed.size() <= *size) break;
    framed.remove_prefix(*size);
    skip_line_end(framed);
  }
  return body;
}

}  // namespace hookline
