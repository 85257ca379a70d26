#include "catcher/captures/exports/capture_export.h"

#include "catcher/captures/json/capture_json.h"

namespace hookline {

void append_ndjson(std::string& out, const Capture& capture) {
  append_capture_json(out, capture);
  out += '\n';
}

}  // namespace hookline
