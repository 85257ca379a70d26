#include "catcher/base/http/codings/chunked_body.h"

#include "catcher/base/http/codings/chunk_decoder.h"
#include "catcher/base/http/headers/header_lines.h"

#include <limits>

namespace hookline {

ChunkedBody assemble_chunks(std::string_view framed) {
  ChunkedBody body;
  ChunkDecoder decoder;
  decoder.start(std::numeric_limits<std::uint64_t>::max(), framed.size());
  body.complete = decoder.take(framed, &body.data) == ChunkDecoder::State::kWhole;
  body.chunks = decoder.chunks();
  HeaderLines lines(decoder.trailers());
  for (HeaderLine line; lines.next(line);) {
    body.trailers.push_back({std::string(line.name), std::string(line.value)});
  }
  return body;
}

}  // namespace hookline
