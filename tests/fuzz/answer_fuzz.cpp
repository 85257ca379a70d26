// Whatever a receiver answers, and however it is cut (by the first byte): the reader stays within
// its limits, and makes the same of the same bytes.
#include "catcher/base/net/answers/answer_reader.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace hookline;
using State = AnswerReader::State;

constexpr std::size_t kAnswerBytesMax = 4096;
constexpr std::size_t kRoomBytesMax = std::size_t{256} * 1024;

struct Read {
  State state = State::kUnfinished;
  int status = 0;
};

Read read(std::string_view bytes, std::size_t piece_bytes) {
  Answer answer;
  AnswerReader reader(kAnswerBytesMax, &answer);
  Read read;
  while (read.state == State::kUnfinished && !bytes.empty()) {
    const auto room = reader.room();
    if (room.empty() || room.size() > kRoomBytesMax) std::abort();
    const std::size_t count = std::min({piece_bytes, bytes.size(), room.size()});
    std::copy_n(bytes.begin(), count, room.begin());
    bytes.remove_prefix(count);
    read.state = reader.took(count);
    if (reader.bytes() > kAnswerBytesMax + kRoomBytesMax) std::abort();
  }
  if (read.state == State::kUnfinished) read.state = reader.took_end();
  read.status = reader.status();
  if (read.state == State::kWhole && (read.status < 200 || answer.status != read.status)) {
    std::abort();
  }
  return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Read cut = read(bytes, std::size_t{data[0]} + 1);
  const Read whole = read(bytes, bytes.size());
  if (bytes.size() > kAnswerBytesMax) return 0;
  if ((cut.state == State::kWhole) != (whole.state == State::kWhole)) std::abort();
  if (cut.state == State::kWhole && cut.status != whole.status) std::abort();
  return 0;
}
