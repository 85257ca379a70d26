#include "emitter/scenario/play/results/shown_exchange.h"

#include "catcher/captures/capture.h"
#include "catcher/captures/views/capture_view.h"
#include "emitter/delivery/attempt.h"

#include <utility>

namespace hookline {
namespace {

FormFields bounded(FormFields fields) {
  if (fields.size() > ShownExchange::kFieldsMax) fields.resize(ShownExchange::kFieldsMax);
  for (FormField& field : fields) {
    if (field.value.size() <= ShownExchange::kFieldBytesMax) continue;
    field.value.resize(ShownExchange::kFieldBytesMax);
    field.value += "…";
  }
  return fields;
}

}  // namespace

ShownExchange ShownExchange::of(const Capture& capture, const Attempt* attempt) {
  ShownExchange exchange;
  exchange.capture = capture.id;
  exchange.received_us = capture.received_us;
  exchange.method = capture.method;
  exchange.target = capture.target.substr(0, kBodyBytesMax);
  exchange.headers = headers_of(capture);
  if (auto form = form_of(capture)) exchange.form = bounded(std::move(*form));
  std::string storage;
  exchange.body = body_view(capture, storage).substr(0, kBodyBytesMax);
  exchange.body_bytes = capture.body_bytes;
  exchange.status = attempt != nullptr ? attempt->status : capture.reply.status;
  if (attempt != nullptr) exchange.problem = attempt->problem;
  exchange.answer_headers = capture.reply.headers;
  return exchange;
}

}  // namespace hookline
