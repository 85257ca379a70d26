#include "emitter/serving/hookline_area.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/calls/route_table.h"

#include <exception>
#include <string>

namespace hookline {
namespace {

Answer unprocessable(const std::string& sentence, const std::string& pointer) {
  std::string json;
  JsonObjectWriter object(json);
  object.text("error", sentence);
  object.text("pointer", pointer);
  object.end();
  return json_answer(422, json + "\n");
}

/// What is wrong with a value, which begins with its place: "/advance: must be a duration".
Answer unprocessable(const std::string& sentence) {
  const auto end = sentence.starts_with('/') ? sentence.find(": ") : std::string::npos;
  if (end == std::string::npos) return unprocessable(sentence, "");
  return unprocessable(sentence.substr(end + 2), sentence.substr(0, end));
}

/// {"error","hint"}, as the catcher's API has it; what an operation refuses is a 422 with the place
/// of it.
Answer hookline_error(const std::exception_ptr& why, std::string_view) {
  try {
    std::rethrow_exception(why);
  } catch (const CallError& error) {
    return answer_of(error);
  } catch (const OperationError& error) {
    return unprocessable(error.what(), error.path().empty() ? "" : "/" + error.path());
  } catch (const Failure& failure) {
    if (failure.code() == ExitCode::kInvalidInput) return unprocessable(failure.what());
    return answer_of(CallError(503, failure.what(), "GET /hookline/health says how it is"));
  } catch (const std::exception& error) {
    return answer_of(CallError(500, error.what(), "this is the platform's fault, not yours"));
  }
}

}  // namespace

void add_hookline_area(RouteTable& routes) {
  routes.add_area({"", hookline_error});
}

}  // namespace hookline
