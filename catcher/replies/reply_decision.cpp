#include "catcher/replies/reply_decision.h"

namespace hookline {

void ReplyDecision::put_id(std::int64_t id) {
  const auto digits = std::to_string(id);
  // From the end: what is replaced moves only what has been done.
  for (auto place = id_places.rbegin(); place != id_places.rend(); ++place) {
    if (!place->header) {
      body->replace(place->at, kIdHole.size(), digits);
      continue;
    }
    HeaderField& header = headers[*place->header];
    auto value = header.value();
    header = HeaderField(header.name(), value.replace(place->at, kIdHole.size(), digits));
  }
  id_places.clear();
}

}  // namespace hookline
