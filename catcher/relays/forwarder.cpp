#include "catcher/relays/forwarder.h"

#include "catcher/base/net/sender.h"
#include "catcher/relays/requests/request_sharing.h"

#include <memory>
#include <utility>

namespace hookline {

std::string Forwarder::target_for(const Capture& capture) const {
  const std::string& own = options_.to.target();
  const bool is_whole = options_.path == ForwardOptions::Path::kWholeTarget && own != "/";
  return is_whole ? own : target_below(own, capture.target);
}

Forwarder::Errand Forwarder::errand_for(const Capture& capture, bool keep_alive,
                                        Headers added) const {
  const std::string target = target_for(capture);
  Errand errand{{options_.to, relay_bytes(capture, options_.to, target, {}, options_.host)},
                options_.to.origin() + target,
                {capture.method, keep_alive, capture.version != "HTTP/1.0", std::move(added)}};
  if (capture.method == "HEAD") errand.request.answer_body = AnswerReader::Body::kNone;
  errand.request.timeout = options_.timeout;
  errand.request.sharing = sharing_of(capture);
  return errand;
}

void Forwarder::run(Errand errand, std::int64_t capture_id, ExchangePtr exchange,
                    OnForwarded on_forwarded) {
  const auto forwarding = std::make_shared<Forwarding>(
      Forwarding::Order{capture_id, std::move(errand.to), std::move(errand.recipient),
                        std::move(on_forwarded)},
      std::move(exchange), store_);
  errand.request.on_piece = [forwarding](Answer& answer, OutgoingRequest::GoOn go_on) {
    forwarding->pass_on(answer, std::move(go_on));
  };
  sender_.send(std::move(errand.request),
               [forwarding](const OutgoingResult& result) { forwarding->end(result); });
}

}  // namespace hookline
