import { useCommand } from "../../../../catcher/page/commands/command";
import { Icon } from "../../../../catcher/page/pieces/icon";
import { wayTo } from "./commands";
import { goTo, hrefOf, route } from "./route";
import { groups, type Section, sectionList } from "./sections";

/** The way to all sections, in their groups. */
export function Navigation() {
  return (
    <nav class="sections" aria-label="Sections">
      {groups.map((group) => {
        const inside = sectionList.filter(([, section]) => section.group === group);
        return (
          inside.length > 0 && (
            <div key={group}>
              {group && <h2>{group}</h2>}
              <ul>
                {inside.map(([screen, section]) => (
                  <SectionLink key={screen} screen={screen} section={section} />
                ))}
              </ul>
            </div>
          )
        );
      })}
    </nav>
  );
}

function SectionLink({ screen, section }: { screen: string; section: Section }) {
  const { label, icon, covers = [] } = section;
  const here = route.value.screen;
  const isHere = here === screen || covers.includes(here);
  useCommand(wayTo[screen]!, () => goTo({ screen }));
  return (
    <li>
      <a
        ref={(link) => {
          if (isHere) link?.scrollIntoView({ block: "nearest", inline: "nearest" });
        }}
        href={hrefOf({ screen })}
        aria-current={isHere ? "page" : undefined}
      >
        <Icon name={icon} />
        {label}
      </a>
    </li>
  );
}
