#include "emitter/platform/api/first_stages.h"

#include <array>
#include <utility>

namespace hookline {

void put_first_stages(AccountDraft& draft, std::uint64_t pipeline) {
  constexpr std::array<std::pair<const char*, const char*>, 3> kStages = {
      {{"To Contact", "18D499"}, {"In Contact", "32B0FC"}, {"Follow Up", "E6CE4B"}}};
  std::uint64_t order = 1;
  for (const auto& [title, color] : kStages) {
    Stage stage;
    stage.title = title;
    stage.color = color;
    stage.pipeline = pipeline;
    stage.order = order++;
    stage.came_with_pipeline = true;
    draft.stages.put(std::move(stage));
  }
}

}  // namespace hookline
