// Any text read as JSON: it is refused with a sentence, or written again it reads the same.
#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hookline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string written;
  try {
    written = JsonDocument::parse(text, "fuzz.json").root().json();
  } catch (const Failure& failure) {
    if (!std::string_view(failure.what()).starts_with("fuzz.json")) std::abort();
    return 0;
  }
  if (JsonDocument::parse(written, "written").root().json() != written) std::abort();
  return 0;
}
