#include "emitter/platform/account/account.h"
#include "emitter/platform/account/state/operation_error.h"

#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

template <class Change, class Say>
Change change_of(Say say) {
  Change change;
  say(change);
  return change;
}

/// Only an id.
template <class Entity>
Entity named(std::uint64_t id) {
  return change_of<Entity>([&](Entity& entity) { entity.id = id; });
}

AccountState state_with_one_of_each() {
  AccountState state;
  state.lists.put(named<List>(1));
  state.contact_fields.put({1, "Colour", "colour"});
  Contact contact;
  contact.id = 42;
  contact.email = "jane@example.com";
  contact.lists = {1};
  state.contacts.put(contact);
  Campaign campaign;
  campaign.id = 7;
  campaign.name = "Spring";
  state.campaigns.put(campaign);
  state.automations.put({3, "Welcome", {}, {WebhookStep{"http://localhost/"}}});
  state.users.put(named<User>(1));
  state.pipelines.put(Pipeline{1, "Sales", ""});
  state.pipelines.put(Pipeline{2, "Service", ""});
  state.stages.put({.id = 1, .title = "First", .pipeline = 1});
  state.deal_fields.put({1, "Size"});
  Deal deal;
  deal.id = 1;
  deal.pipeline = 1;
  deal.stage = 1;
  deal.owner = 1;
  deal.contact = 42;
  state.deals.put(deal);
  state.task_types.put({1, "Call"});
  Task task;
  task.id = 1;
  task.deal = 1;
  task.type = 1;
  state.tasks.put(task);
  return state;
}

/// Whether both have the very same snapshots.
bool are_same(const AccountState& a, const AccountState& b) {
  bool same = a.next_note_id == b.next_note_id;
  for_each_table(a, b, [&](const auto& one, const auto& other) {
    same = same && std::equal(one.begin(), one.end(), other.begin(), other.end());
  });
  return same;
}

struct Failing {
  std::string path;  ///< that the error speaks of
  Operation operation;
};

ContactChange contact(std::uint64_t id) {
  return change_of<ContactChange>([&](ContactChange& change) { change.id = id; });
}

/// Ways in which a change of a contact that is there fails, after it has changed something else.
std::vector<std::pair<std::string, ContactChange>> bad_contacts() {
  const auto jane = [](auto say) {
    return change_of<ContactChange>([&](ContactChange& change) {
      change.id = 42;
      change.first_name = "Janet";
      say(change);
    });
  };
  return {
      {"contact", contact(9)},
      {"contact", ContactChange()},
      {"contact/lists/0", jane([](ContactChange& change) { change.lists = {{9}}; })},
      {"contact/fields/9", jane([](ContactChange& change) {
         change.fields = {{9, "x"}};
       })},
  };
}

std::vector<std::pair<std::string, CampaignChange>> bad_campaigns() {
  return {
      {"campaign", change_of<CampaignChange>([](CampaignChange& change) { change.id = 9; })},
      {"campaign/lists/0", change_of<CampaignChange>([](CampaignChange& change) {
         change.name = "New";
         change.lists = {{9}};
       })},
  };
}

std::vector<std::pair<std::string, DealChoice>> bad_deals() {
  const auto deal = [](auto say) {
    return DealChoice{change_of<DealChange>([&](DealChange& change) {
                        change.title = "Bigger";
                        say(change);
                      }),
                      {}};
  };
  std::vector<std::pair<std::string, DealChoice>> bad = {
      {"deal", {change_of<DealChange>([](DealChange& change) { change.id = 9; }), {}}},
      {"deal/pipeline", deal([](DealChange& change) { change.pipeline = 9; })},
      {"deal/stage", deal([](DealChange& change) { change.stage = 9; })},
      {"deal/stage", deal([](DealChange& change) { change.stage = 1, change.pipeline = 2; })},
      {"deal/owner", deal([](DealChange& change) { change.owner = 9; })},
      {"deal/contact", deal([](DealChange& change) { change.contact = 9; })},
      {"deal/fields/9", deal([](DealChange& change) {
         change.fields = {{9, "x"}};
       })},
  };
  for (const auto& [path, of] : bad_contacts()) {
    DealChoice choice = deal([](DealChange& change) { change.pipeline = 2; });
    choice.contact = of;
    bad.emplace_back(path, choice);
  }
  return bad;
}

std::vector<std::pair<std::string, TaskChange>> bad_tasks() {
  const auto task = [](auto say) { return change_of<TaskChange>(say); };
  return {
      {"task", task([](TaskChange& change) { change.id = 9; })},
      {"task/deal", task([](TaskChange& change) { change.deal = 9; })},
      {"task/type", task([](TaskChange& change) { change.type = 9; })},
  };
}

/// Each way in which what an operation names may be wrong, the rest being right.
struct Failings {
  std::vector<Failing>& all;

  template <class Done>
  void operator()(Done done) const {
    if constexpr (requires { done.deal; }) {
      add(done, &Done::deal, bad_deals());
    } else if constexpr (requires { done.contact; }) {
      add(done, &Done::contact, bad_contacts());
      done.contact = contact(42);
      done.contact.first_name = "Janet";
    }
    if constexpr (requires { done.lists; })
      add(done, &Done::lists, std::vector{std::pair(std::string("lists/1"), ids(1, 9))});
    if constexpr (requires { done.campaign; }) add(done, &Done::campaign, bad_campaigns());
    if constexpr (requires { done.task; }) add(done, &Done::task, bad_tasks());
    if constexpr (std::is_same_v<Done, RunAutomation>)
      add(done, &Done::automation, std::vector{std::pair(std::string("automation"), 9)});
    if constexpr (std::is_same_v<Done, AddList>) add_part(&AddList::list, named<List>(9), "list");
    if constexpr (std::is_same_v<Done, AddPipeline>)
      add_part(&AddPipeline::pipeline, named<Pipeline>(9), "pipeline");
    if constexpr (std::is_same_v<Done, AddStage>) {
      add_part(&AddStage::stage, named<Stage>(9), "stage");
      add_part(&AddStage::stage, Stage{.title = "New", .pipeline = 9}, "stage/pipeline");
    }
    if constexpr (std::is_same_v<Done, AddTaskType>)
      add_part(&AddTaskType::task_type, named<TaskType>(9), "task_type");
  }

 private:
  static std::vector<std::uint64_t> ids(std::uint64_t a, std::uint64_t b) { return {a, b}; }

  template <class Done, class Member, class Bad>
  void add(Done done, Member member, const Bad& bad) const {
    for (const auto& [path, value] : bad) {
      done.*member = value;
      all.push_back({path, done});
    }
  }
  template <class Done, class Part>
  void add_part(Part Done::*member, Part part, const std::string& path) const {
    Done done;
    done.*member = std::move(part);
    all.push_back({path, done});
  }
};

std::vector<Failing> all_failings() {
  std::vector<Failing> all;
  for (const EventType type : all_event_types()) std::visit(Failings{all}, operation_causing(type));
  Failings{all}(RunAutomation{3, {}, {}});
  return all;
}

TEST(FailedOperation, LeavesTheAccountAsItWas) {
  const auto failings = all_failings();
  EXPECT_GT(failings.size(), 100u);
  for (const Failing& failing : failings) {
    Account account(state_with_one_of_each());
    const AccountState before = account.state();
    SCOPED_TRACE(testing::Message()
                 << "operation " << failing.operation.index() << " at " << failing.path);
    try {
      account.perform(failing.operation, {});
      ADD_FAILURE() << "nothing failed";
    } catch (const OperationError& error) {
      EXPECT_EQ(error.path(), failing.path) << error.what();
    }
    EXPECT_TRUE(are_same(account.state(), before));
    const auto events = account.perform(UpdateContact{contact(42)}, {});
    EXPECT_EQ(events.at(0).id, 1u) << "it goes on as if nothing had been asked of it";
  }
}

}  // namespace
}  // namespace hookline
