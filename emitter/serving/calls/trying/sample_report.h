#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/samples/sample_post.h"

#include <optional>
#include <string>

namespace hookline {

class JsonValue;
class Platform;

/// Which sample is sent, or would be.
struct SampleWanted {
  EventType event = EventType::kSubscribe;
  std::optional<Url> to = {};  ///< none: nothing is sent
  SampleForm form = SampleForm::kSample;
  bool is_sent = true;
};

/// {"event", "url" or "webhook", "send", "live"}. Throws Failure(kInvalidInput) for what makes no
/// sense, OperationError for a URL that no webhook may have.
SampleWanted read_sample_wanted(const JsonValue& value, const Platform& platform);

/// What was sent and what came of it, as JSON; null: nothing was sent.
std::string sample_report(const SampleWanted& wanted, const PostedSample* posted);

}  // namespace hookline
