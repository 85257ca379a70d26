#pragma once

#include "catcher/base/http/message/answer.h"
#include "emitter/platform/calls/platform_call.h"

#include <exception>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// Calls whose paths begin alike and whose answers look alike.
struct RouteArea {
  std::string prefix;  ///< "/api/3/"; a path belongs to the area of the longest prefix
  /// The answer to a call that can't be answered as asked. It rethrows what it is given: a
  /// CallError of 401 (no key, or a wrong one), 403 (another site), 404 (nothing is there), 405
  /// (another method), 400, 413, 414, 431 (what can't be read), 503 (too many at once); or whatever
  /// a call of the area throws. An Allow header is added to a 405. The target is the path, with its
  /// query where the call never got into the table.
  std::function<Answer(const std::exception_ptr&, std::string_view target)> refuse;
  /// Stands around each of its calls that has a route, for what all have in common, such as a rate
  /// limit; empty: nothing does.
  std::function<Answer(const PlatformCall&, const std::function<Answer(const PlatformCall&)>&)>
      around = {};
};

/// Which call is answered by whom: by method and path. Filled before the first call; then any
/// thread.
class RouteTable {
 public:
  using Handler = std::function<Answer(const PlatformCall&)>;
  /// The next piece of an answer whose end isn't known beforehand, having waited for it; empty:
  /// that was all. One thread at a time.
  using Pieces = std::function<std::string()>;

  void add_area(RouteArea area);
  /// "/api/3/contacts/{id}/notes": {…} stands for one whole part of a path, and goes into
  /// PlatformCall::parts. Where several patterns fit, the one with fewer {…} is meant. A slash at
  /// the end of a path changes nothing.
  void add(std::string method, std::string pattern, Handler handler);

  /// The same for what is asked with GET, and answered in pieces: `open` gives them, or throws as a
  /// handler does.
  void add_live(std::string pattern, std::function<Pieces(const PlatformCall&)> open);

  /// What the call is answered with, where that comes in pieces; empty: answer() has it. Throws
  /// what opening them throws, for refuse().
  Pieces pieces(const PlatformCall& call) const;
  /// The answer, whatever happens. `call.parts` is filled in.
  Answer answer(PlatformCall call) const;
  /// The answer to a call of that path and query that can't be answered; see RouteArea::refuse.
  Answer refuse(std::string_view target, const std::exception_ptr& why) const;
  /// "GET /api/3/contacts/{id}", in the order of adding.
  std::vector<std::string> routes() const;

 private:
  struct Route {
    std::string method;
    std::string pattern;
    std::vector<std::string> parts;  ///< of the pattern
    std::size_t free_parts = 0;      ///< {…} among them
    Handler handler;
    std::function<Pieces(const PlatformCall&)> open = {};  ///< instead, of a live one
  };
  void add(Route route);
  const Route* find(std::string_view method, const std::vector<std::string_view>& parts) const;
  std::vector<std::string> methods_for(const std::vector<std::string_view>& parts) const;
  const RouteArea& area_of(std::string_view path) const;
  Answer routed(PlatformCall& call) const;

  std::vector<RouteArea> areas_;  ///< the longest prefix first
  std::vector<Route> routes_;
  std::map<std::size_t, std::vector<std::size_t>> by_length_;  ///< routes of so many parts
};

}  // namespace hookline
