#pragma once

#include "catcher/base/http/headers/header.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace hookline {

/// A chunked body put together. Reading stops where the framing ends or breaks.
struct ChunkedBody {
  std::string data;
  Headers trailers;
  std::size_t chunks = 0;  ///< how many size lines could be read, the last one's included
  bool complete = false;   ///< the last chunk and the empty line behind it are there
};

/// `framed` is what follows the head. Chunk extensions are skipped. Never fails.
ChunkedBody assemble_chunks(std::string_view framed);

}  // namespace hookline
