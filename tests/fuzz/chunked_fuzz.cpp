// Whatever stands where chunks should: what is put together is never more than what came, and a
// whole body is the same however often it is read.
#include "catcher/base/http/codings/chunked_body.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view framed(reinterpret_cast<const char*>(data), size);
  const auto body = hookline::assemble_chunks(framed);
  if (body.data.size() > size) std::abort();
  if (body.complete && body.chunks == 0) std::abort();
  // What follows a whole body is no part of it.
  if (body.complete) {
    const auto longer = hookline::assemble_chunks(std::string(framed) + "3\r\nabc\r\n");
    if (!longer.complete || longer.data != body.data) std::abort();
  }
  return 0;
}
