// Any text read as a scenario: it is taken, or refused with a sentence that begins with the file.
#include "catcher/base/process/failure.h"
#include "emitter/scenario/format/files/scenario_loader.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hookline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const Scenario scenario = load_scenario_text(text, "fuzz.json");
    if (scenario.file != "fuzz.json") std::abort();
  } catch (const Failure& failure) {
    if (!std::string_view(failure.what()).starts_with("fuzz.json")) std::abort();
  }
  return 0;
}
