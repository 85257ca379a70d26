#include "emitter/scenario/format/expectation_check.h"

#include "emitter/platform/reading/catcher_url.h"
#include "emitter/scenario/expect/known_fields.h"
#include "emitter/scenario/format/field_check.h"
#include "emitter/scenario/format/given_fields.h"
#include "emitter/scenario/format/reach.h"
#include "emitter/scenario/format/scenario.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Where a receiver's URL leads within the catcher: its path and query.
std::string target_of(std::string_view url) {
  return Url::parse(with_catcher(url, "http://127.0.0.1:1")).target();
}

/// One that expectations speak of.
struct Target {
  std::string name;
  std::string url;
  const WebhookSetup* webhook = nullptr;  ///< null: an automation's action
  bool may_be_any = false;  ///< steps send to it by themselves, or it has several URLs
};

class ExpectationCheck {
 public:
  ExpectationCheck(const Scenario& scenario, bool is_whole)
      : scenario_(scenario), is_whole_(is_whole) {
    if (is_whole) reach_ = reach_of(scenario);
  }

  ExpectationDoubts check() {
    check_that_something_is_expected();
    for (const Expectation& expectation : scenario_.expectations) {
      if (const auto target = target_called(expectation.webhook)) {
        check(expectation, *target);
      } else {
        check_names(expectation);
      }
    }
    for (const Step& step : scenario_.steps) check_step(step);
    if (!is_whole_) found_.warnings.clear();
    return std::move(found_);
  }

 private:
  void refuse(const std::string& pointer, std::string_view sentence) {
    found_.mistakes.push_back(fmt::format("{}: {}", pointer, sentence));
  }
  void warn(const std::string& pointer, std::string_view sentence) {
    found_.warnings.push_back(fmt::format("{}: {}", pointer, sentence));
  }

  void check_that_something_is_expected() {
    const auto expects = [](const Step& step) { return step.expectation() != nullptr; };
    const auto& steps = scenario_.steps;
    if (!scenario_.expectations.empty() || std::any_of(steps.begin(), steps.end(), expects)) {
      if (steps.empty()) warn("/steps", "is empty: nothing happens, so nothing can arrive");
      return;
    }
    found_.warnings.push_back(
        "expects nothing, so it passes whatever arrives; say under "
        "\"expect\" what should");
  }

  std::optional<Target> target_called(const std::string& name) const {
    const auto& steps = scenario_.steps;
    const bool has_requests = std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
      return step.request() && step.request()->webhook == name;
    });
    for (const WebhookSetup& setup : scenario_.webhooks) {
      if (setup.name == name) return Target{name, setup.url, &setup, has_requests};
    }
    for (const auto& [id, automation] : scenario_.account.automations) {
      const auto urls = webhook_urls(*automation);
      if (automation->name == name && !urls.empty())
        return Target{name, urls.front(), nullptr, urls.size() > 1};
    }
    return std::nullopt;
  }

  void check(const Expectation& expectation, const Target& target) {
    const EventTypeSet types = types_of(expectation, target);
    const KnownFields known =
        target.webhook != nullptr
            ? KnownFields(types, given_fields(scenario_.steps, target.name))
            : KnownFields::of_automation(given_fields(scenario_.steps, target.name));
    for (const FieldExpectation& field : expectation.fields) {
      check_matcher(field);
      const FieldVerdict verdict =
          check_field(field, known, scenario_, target.webhook != nullptr, is_whole_);
      if (!verdict.mistake.empty()) refuse(field.pointer, verdict.mistake);
      if (!verdict.warning.empty()) warn(field.pointer, verdict.warning);
      if (!target.may_be_any) check_request_line(field, target);
    }
    check_reach(expectation, target);
    check_elsewhere(expectation, target);
  }

  /// Of a webhook that could not be read: it may listen to anything.
  void check_names(const Expectation& expectation) {
    const KnownFields known(EventTypeSet().set(),
                            given_fields(scenario_.steps, expectation.webhook));
    for (const FieldExpectation& field : expectation.fields) {
      if (field.part != RequestPart::kField || KnownFields::are_anywhere(field.name)) continue;
      const FieldVerdict verdict = check_field(field, known, scenario_, true, false);
      if (!verdict.mistake.empty()) refuse(field.pointer, verdict.mistake);
    }
  }

  void check_matcher(const FieldExpectation& field) {
    if (!field.matcher.takes_anything()) return;
    warn(field.pointer,
         "takes any value at all; where it only has to be there, write {\"present\": true}");
  }

  /// Those events that the entry can speak of: what the webhook listens to, or the type that it
  /// names.
  EventTypeSet types_of(const Expectation& expectation, const Target& target) {
    EventTypeSet types;
    if (target.webhook == nullptr) return types;
    types = target.webhook->events;
    const auto type = std::find_if(
        expectation.fields.begin(), expectation.fields.end(), [](const FieldExpectation& field) {
          return field.part == RequestPart::kField && field.name == "type";
        });
    if (type == expectation.fields.end() || target.may_be_any || is_set("type")) return types;
    EventTypeSet named;
    for (const EventType one : all_event_types()) {
      if (type->matcher.meets(name_of(one))) named.set(static_cast<std::size_t>(one));
    }
    if (named.none()) return types;  // told of the field itself
    const EventTypeSet heard = named & types;
    if (heard.any()) return heard;
    const bool happens = is_whole_ && (named & reach_.events).any();
    if (expectation.count != 0 || !happens) {
      warn(type->pointer, fmt::format("\"{}\" does not listen to {}, so nothing can meet this",
                                      target.name, type->matcher.description()));
    }
    return named;
  }

  bool is_set(std::string_view name) const {
    return std::any_of(scenario_.steps.begin(), scenario_.steps.end(), [&](const Step& step) {
      const OperationStep* does = step.operation();
      return does && std::any_of(does->set.begin(), does->set.end(),
                                 [&](const FormField& field) { return field.name == name; });
    });
  }

  void check_request_line(const FieldExpectation& field, const Target& target) {
    if (field.part == RequestPart::kMethod && !field.matcher.meets("POST")) {
      refuse(field.pointer, "every event is sent by POST, so nothing can meet this");
    }
    if (field.part != RequestPart::kTarget) return;
    const std::string sent = target_of(target.url);
    if (field.matcher.meets(sent)) return;
    refuse(field.pointer,
           fmt::format("\"{}\" posts to {}, so nothing can meet this", target.name, sent));
  }

  /// Warns where an entry expects something of a webhook that no step sends anything to.
  void check_reach(const Expectation& expectation, const Target& target) {
    if (!is_whole_ || expectation.count == 0) return;
    const auto sent = reach_.is_sent_to.find(target.name);
    if (sent == reach_.is_sent_to.end() || sent->second || scenario_.steps.empty()) return;
    const auto why = reach_.why_not.find(target.name);
    warn(expectation.pointer,
         fmt::format("no step sends anything to \"{}\"{}", target.name,
                     why == reach_.why_not.end() ? "" : ", which " + why->second));
  }

  void check_elsewhere(const Expectation& expectation, const Target& target) {
    const bool at_catcher = target.url.starts_with("{catcher}");
    const bool on_this_machine = target.url.find("://127.") != std::string::npos ||
                                 target.url.find("://localhost") != std::string::npos ||
                                 target.url.find("://[::1]") != std::string::npos;
    if (expectation.count != 0 || at_catcher || on_this_machine) return;
    warn(expectation.pointer,
         fmt::format("\"{}\" does not lead to the catcher, so that nothing of it is ever caught; "
                     "expect an outcome, or write {{catcher}} into its URL",
                     target.name));
  }

  void check_step(const Step& step) {
    if (step.expectation()) return check_step_expectation(step);
    if (!step.operation()) return;
    for (const FormField& field : step.operation()->set) {
      const KnownFields known = fields_of(*step.operation());
      if (known.field(field.name)) continue;
      const auto meant = known.near_miss(field.name);
      if (!meant || *meant == field.name) continue;
      warn(step.pointer + "/set",
           fmt::format("\"{}\" adds a field and replaces none; did you mean \"{}\"?", field.name,
                       *meant));
    }
  }

  static KnownFields fields_of(const OperationStep& step) {
    if (!step.event) return KnownFields::of_automation({});
    EventTypeSet types;
    types.set(static_cast<std::size_t>(*step.event));
    return KnownFields(types, {});
  }

  /// A step's own request is known. Only in a field that must not be there would a misspelling go
  /// unnoticed.
  void check_step_expectation(const Step& step) {
    for (const FieldExpectation& field : step.expectation()->fields) {
      check_matcher(field);
      const bool is_absence =
          field.part == RequestPart::kField && field.matcher.meets(std::nullopt);
      if (is_absence) check_absence_in(step, field);
    }
  }

  void check_absence_in(const Step& step, const FieldExpectation& field) {
    const KnownFields known(EventTypeSet(), given_fields({&step, 1}, step.request()->webhook));
    if (known.is_given(field.name)) return;
    const auto meant = known.near_miss(field.name);
    if (!meant || !known.is_given(*meant)) return;
    refuse(field.pointer, fmt::format("the request has no \"{}\" anyway; did you mean \"{}\"?",
                                      field.name, *meant));
  }

  const Scenario& scenario_;
  const bool is_whole_;
  ScenarioReach reach_;
  ExpectationDoubts found_;
};

}  // namespace

ExpectationDoubts doubts_about(const Scenario& scenario, bool is_whole) {
  return ExpectationCheck(scenario, is_whole).check();
}

}  // namespace hookline
