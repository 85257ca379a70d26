#include "catcher/api/calls/filter_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/captures/filters/filter_term.h"

#include <string>

namespace hookline {

void route_filters(HttpServer& server) {
  server.Get("/api/filters", [](const auto& request, auto& response) {
    const CallQuery query(request);
    query.refuse_unknown({});
    const CaptureFilter filter = query.filter();
    std::string json;
    JsonObjectWriter object(json);
    object.objects("filters", filter_kinds(), [](JsonObjectWriter& one, const FilterKind& kind) {
      one.text("name", shown_name(kind));
      one.text("finds", kind.finds);
    });
    object.pairs("terms", filter.terms());
    object.end();
    answer_json(response, json + "\n");
  });
}

}  // namespace hookline
