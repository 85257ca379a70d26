// Rules that were taken answer anything, and are written so that they read as the same rules again.
#include "catcher/replies/rules/reply_rules.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

hookline::Capture made_capture() {
  hookline::Capture capture;
  capture.method = "POST";
  capture.target = "/a/b?q=1";
  capture.raw = "POST /a/b?q=1 HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n";
  capture.head_bytes = capture.raw.size();
  capture.raw += "x=%0d%0a&y=\"{{id}}\"&z=%ff";
  return capture;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hookline;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const Capture capture = made_capture();
  try {
    ReplyRules rules;
    rules.set(parse_reply_rules(text));
    const auto written = reply_rules_json(rules.rules());
    if (reply_rules_json(parse_reply_rules(written)) != written) std::abort();
    for (int i = 0; i < 3; ++i) {
      auto decision = rules.reply_to(capture, std::chrono::steady_clock::time_point());
      decision.put_id(1234567);
      if (!is_reply_status(decision.status)) std::abort();
    }
  } catch (const ReplyRulesError& refused) {
    if (std::string_view(refused.what()).empty()) std::abort();
  }
  return 0;
}
