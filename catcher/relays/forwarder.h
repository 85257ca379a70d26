#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/net/outgoing_request.h"
#include "catcher/captures/capture.h"
#include "catcher/relays/forwarding.h"
#include "catcher/relays/requests/relay_request.h"
#include "catcher/wire/exchange.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace hookline {

// Requests share connections to the app, as sharing_of() says. Rules come before forwarding, so
// that a fault can be tried on one path while the app answers the rest.

class CaptureAppender;
class Sender;

struct ForwardOptions {
  Url to;
  /// Its path stands before each target; or, unless it is just /, it is where everything goes.
  enum class Path : std::uint8_t { kPrefix, kWholeTarget } path = Path::kPrefix;
  RelayHost host = RelayHost::kOfUrl;
  /// What the app has to begin its answer, and again for each further piece of it.
  std::chrono::milliseconds timeout{30'000};
};

/// Sends caught requests on to the user's own app, and the app's answers back to those who sent
/// them. Any thread; nothing waits for the app.
class Forwarder {
 public:
  /// The references outlive it, and the sender is stopped before the store goes.
  Forwarder(ForwardOptions options, Sender& sender, CaptureAppender& store)
      : options_(std::move(options)), sender_(sender), store_(store) {}

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
};

}  // namespace hookline
