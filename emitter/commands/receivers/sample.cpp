#include "emitter/commands/receivers/sample.h"

#include "catcher/base/process/signals.h"
#include "catcher/base/text/printable.h"
#include "catcher/base/text/spelling.h"
#include "emitter/commands/flags/values/flag_values.h"
#include "emitter/commands/flags/visit_flags.h"
#include "emitter/samples/sample_post.h"

#include <array>
#include <ostream>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

constexpr std::size_t kAnswerBytesMax = 60;

std::vector<EventType> sampled_events(const std::string& name) {
  if (name == "all") {
    constexpr auto kAll = all_event_types();
    return {kAll.begin(), kAll.end()};
  }
  if (const auto type = event_type_named(name)) return {*type};
  std::vector<std::string_view> names = {"all"};
  for (const EventType type : all_event_types()) names.push_back(name_of(type));
  throw Failure(ExitCode::kUsage, fmt::format("\"{}\" is no event; {}; `emitter events` lists them",
                                              name, suggestion(name, names)));
}

Url receiver_url(const std::string& text) {
  try {
    return Url::parse(text);
  } catch (const UrlError& error) {
    refuse_flag("--to", text, error.what());
  }
}

/// What came back, in short.
std::string said(const OutgoingResult& result) {
  if (result.outcome != Outcome::kAnswered) return printable_line(result.problem);
  if (const auto to = find_header(result.answer.headers, "location")) {
    return fmt::format("leads to {}, which isn't followed", printable(*to, kAnswerBytesMax));
  }
  return printable(result.answer.body, kAnswerBytesMax);
}

void print_line(std::ostream& out, EventType type, const OutgoingResult& result) {
  const std::string ending = result.outcome == Outcome::kAnswered
                                 ? fmt::format("{}", result.answer.status)
                                 : std::string(name_of(result.outcome));
  const std::string line =
      fmt::format("{:<6}{:<20}{:<5}{:>6} ms  {}", is_taken(result) ? "ok" : "FAIL", name_of(type),
                  ending, (result.duration.count() + 999) / 1000, said(result));
  out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n' << std::flush;
}

/// Not with a password: what is printed is kept.
std::string shown(const Url& url) {
  return url.user_info().empty() ? url.text() : "URL";
}

struct SampleFlags {
  std::string event;
  std::string to;
  bool live = false;
  VisitFlags visit;
};

void declare(CLI::App& app, SampleFlags& flags) {
  app.add_option("EVENT", flags.event, "A kind of event, by its API name, or all")->required();
  app.add_option("--to", flags.to, "Where the webhook points")->required()->type_name("URL");
  app.add_flag("--live", flags.live,
               "Send what a live event looks like: samples have other fields, in another order");
  declare_visit_flags(app, flags.visit);
  app.footer(
      "Example:\n"
      "  emitter sample subscribe --to http://127.0.0.1:3000/hook");
}

}  // namespace

ExitCode run_sample(std::span<const std::string> arguments, std::ostream& out) {
  CLI::App app("Posts sample data, as the platform's button \"Send Sample Data\" does.",
               "emitter sample");
  SampleFlags flags;
  declare(app, flags);
  if (parse_arguments(app, arguments, out) == ArgumentsCall::kDone) return ExitCode::kOk;
  const std::vector<EventType> types = sampled_events(flags.event);
  const Url to = receiver_url(flags.to);
  const VisitorOptions options = visitor_from(flags.visit);

  Visitor visitor(options, InterruptSignals().stop_token());
  std::size_t taken = 0;
  bool is_answered = true;
  const auto form = flags.live ? SampleForm::kLive : SampleForm::kSample;
  post_samples(visitor, to, types, form, [&](EventType type, const OutgoingResult& result) {
    print_line(out, type, result);
    if (is_taken(result)) ++taken;
    is_answered = is_answered && result.outcome == Outcome::kAnswered;
  });
  if (visitor.is_stopped()) return ExitCode::kCannotRun;
  if (!is_answered) fmt::print(out, "next: emitter probe {}\n", shown(to));
  return taken == types.size() ? ExitCode::kOk : ExitCode::kUnmet;
}

}  // namespace hookline
