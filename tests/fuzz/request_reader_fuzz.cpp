// Whatever comes off the wire, in whatever pieces: every byte is given out again in order, and
// cutting it into other pieces gives the same requests.
#include "catcher/wire/request/request_reader.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using hookline::Refusal;
using hookline::RequestReader;
using hookline::WireRequest;

hookline::WireLimits limits() {
  hookline::WireLimits small;
  small.header_bytes_max = 512;
  small.body_bytes_max = 2048;
  return small;
}

std::vector<WireRequest> read(std::string_view bytes, std::size_t piece) {
  RequestReader reader(limits());
  std::vector<WireRequest> requests;
  while (!bytes.empty()) {
    auto state = reader.feed(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    while (state == RequestReader::State::kReady) {
      requests.push_back(reader.take());
      if (requests.back().refusal_kind != Refusal::kNone) return requests;
      state = reader.resume();
    }
    reader.wants_continue();
  }
  if (reader.finish("end") == RequestReader::State::kReady) requests.push_back(reader.take());
  return requests;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto whole = read(bytes, std::max<std::size_t>(1, size));
  std::size_t from = 0;
  for (const WireRequest& request : whole) {
    const auto at = bytes.find(request.raw, from);
    require(at != std::string_view::npos);
    from = at + request.raw.size();
    require(request.head_bytes <= request.raw.size());
    require(request.complete == (request.refusal_kind == Refusal::kNone));
  }
  const auto pieces = read(bytes, 1 + (size > 0 ? data[0] % 7 : 0));
  require(pieces.size() == whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    require(pieces[i].refusal_kind == whole[i].refusal_kind);
    if (whole[i].complete) require(pieces[i].raw == whole[i].raw);
  }
  return 0;
}
