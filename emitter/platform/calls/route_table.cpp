#include "emitter/platform/calls/route_table.h"

#include "catcher/api/call/call.h"
#include "catcher/base/http/bodies/form.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace hookline {
namespace {

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    parts.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  if (!parts.empty() && parts.back().empty()) parts.pop_back();
  return parts;
}

bool is_free(std::string_view part) {
  return part.starts_with('{');
}

template <class Parts>
bool fits(const Parts& pattern, const std::vector<std::string_view>& parts) {
  return std::equal(pattern.begin(), pattern.end(), parts.begin(), parts.end(),
                    [](std::string_view expected, std::string_view part) {
                      return is_free(expected) ? !part.empty() : expected == part;
                    });
}

/// A method that isn't there: what is. None is: nothing stands at that path.
[[noreturn]] void refuse_unrouted(const PlatformCall& call,
                                  const std::vector<std::string>& methods) {
  if (!methods.empty()) {
    throw CallError(405, fmt::format("{} can't be asked with {}", call.path, call.method),
                    fmt::format("it takes {}", fmt::join(methods, ", ")));
  }
  if (call.method == "POST") {
    throw CallError(404,
                    fmt::format("there is nothing at {}: this platform sends webhooks, and takes "
                                "none in",
                                call.path),
                    "its API is at /api/3 and /admin/api.php, with the key that it printed; "
                    "POST /hookline/actions makes things happen; requests are caught by `catcher`");
  }
  throw CallError(404, fmt::format("there is nothing at {} here", call.path),
                  "GET /hookline/openapi.json describes the calls of this address");
}

}  // namespace

void RouteTable::add_area(RouteArea area) {
  areas_.push_back(std::move(area));
  std::ranges::stable_sort(areas_, std::greater(),
                           [](const RouteArea& one) { return one.prefix.size(); });
}

void RouteTable::add(std::string method, std::string pattern, Handler handler) {
  add({std::move(method), std::move(pattern), {}, 0, std::move(handler)});
}

/// Its handler is for HEAD alone.
void RouteTable::add_live(std::string pattern, std::function<Pieces(const PlatformCall&)> open) {
  const auto head = [](const PlatformCall&) { return text_answer(200, "", "text/event-stream"); };
  add({"GET", std::move(pattern), {}, 0, head, std::move(open)});
}

void RouteTable::add(Route route) {
  for (const std::string_view part : path_parts(route.pattern)) route.parts.emplace_back(part);
  route.free_parts = static_cast<std::size_t>(std::ranges::count_if(route.parts, is_free));
  by_length_[route.parts.size()].push_back(routes_.size());
  routes_.push_back(std::move(route));
}

const RouteTable::Route* RouteTable::find(std::string_view method,
                                          const std::vector<std::string_view>& parts) const {
  const auto of_length = by_length_.find(parts.size());
  if (of_length == by_length_.end()) return nullptr;
  const Route* best = nullptr;
  for (const std::size_t at : of_length->second) {
    const Route& route = routes_[at];
    if (route.method != method || !fits(route.parts, parts)) continue;
    if (best == nullptr || route.free_parts < best->free_parts) best = &route;
  }
  return best;
}

std::vector<std::string> RouteTable::methods_for(const std::vector<std::string_view>& parts) const {
  std::vector<std::string> methods;
  const auto of_length = by_length_.find(parts.size());
  if (of_length == by_length_.end()) return methods;
  for (const std::size_t at : of_length->second) {
    const Route& route = routes_[at];
    if (!fits(route.parts, parts) || std::ranges::count(methods, route.method) > 0) continue;
    methods.push_back(route.method);
    if (route.method == "GET") methods.emplace_back("HEAD");
  }
  return methods;
}

const RouteArea& RouteTable::area_of(std::string_view path) const {
  return *std::ranges::find_if(
      areas_, [&](const RouteArea& area) { return path.starts_with(area.prefix); });
}

Answer RouteTable::refuse(std::string_view target, const std::exception_ptr& why) const {
  const std::string_view path = target.substr(0, target.find('?'));
  Answer answer = area_of(path).refuse(why, target);
  if (answer.status == 405) {
    const auto methods = methods_for(path_parts(path));
    answer.headers.push_back({"Allow", fmt::format("{}", fmt::join(methods, ", "))});
  }
  return answer;
}

RouteTable::Pieces RouteTable::pieces(const PlatformCall& call) const {
  const Route* route = find(call.method, path_parts(call.path));
  return route != nullptr && route->open ? route->open(call) : Pieces();
}

Answer RouteTable::answer(PlatformCall call) const {
  try {
    return routed(call);
  } catch (...) {
    return refuse(call.path, std::current_exception());
  }
}

Answer RouteTable::routed(PlatformCall& call) const {
  auto parts = path_parts(call.path);
  const std::string_view method = call.method == "HEAD" ? "GET" : std::string_view(call.method);
  const Route* route = find(method, parts);
  if (route == nullptr && call.path.ends_with('/')) {
    // An id that is empty is 0, as with the vendor: DELETE /api/3/dealStages/
    parts.emplace_back("0");
    route = find(method, parts);
    if (route == nullptr) parts.pop_back();
  }
  if (route == nullptr) refuse_unrouted(call, methods_for(parts));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_free(route->parts[i])) call.parts.push_back(decode_percent(parts[i]));
  }
  const RouteArea& area = area_of(call.path);
  return area.around ? area.around(call, route->handler) : route->handler(call);
}

std::vector<std::string> RouteTable::routes() const {
  std::vector<std::string> routes;
  for (const Route& route : routes_) routes.push_back(route.method + " " + route.pattern);
  return routes;
}

}  // namespace hookline
