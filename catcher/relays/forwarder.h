#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/outgoing_request.h"
#include "catcher/captures/capture.h"
#include "catcher/relays/forwarding.h"
#include "catcher/relays/relay_request.h"
#include "catcher/wire/exchange.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace hookline {

class CaptureAppender;
class Metrics;
class Sender;

struct ForwardOptions {
  Url to;
  /// Its path is put before each target; else, where it has one, it is the target of all.
  enum class Path : std::uint8_t { kPrefix, kWholeTarget } path = Path::kPrefix;
  RelayHost host = RelayHost::kOfUrl;
  /// For the app to begin its answer, and for each further piece of it.
  std::chrono::milliseconds timeout{30'000};
};

/// Sends caught requests on to the user's own app, and the app's answers back to those who sent
/// them. Any thread; nothing waits for the app.
class Forwarder {
 public:
  /// The references outlive it, and the sender is stopped before the store goes.
  Forwarder(ForwardOptions options, Sender& sender, CaptureAppender& store, Metrics& metrics)
      : options_(std::move(options)), sender_(sender), store_(store), metrics_(metrics) {}

  /// A captured request as it will go on; made before the capture is given away to the store.
  struct Errand {
    OutgoingRequest request;
    std::string to;  ///< the whole URL, for the record
    AnswerRecipient recipient;
  };
  /// `added`: see AnswerRecipient.
  Errand errand_for(const Capture& capture, bool keep_alive, Headers added = {}) const;

  /// Sends it, hands the answer back as it comes, and keeps it beside the capture of that id.
  void run(Errand errand, std::int64_t capture_id, ExchangePtr exchange, OnForwarded on_forwarded);

 private:
  std::string target_for(const Capture& capture) const;

  const ForwardOptions options_;
  Sender& sender_;
  CaptureAppender& store_;
  Metrics& metrics_;
};

}  // namespace hookline
