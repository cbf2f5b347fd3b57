using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A person with a keyboard alone: Tab, Enter, Space, arrows and letters; controls are found by the name that a screen reader speaks.</summary>
internal sealed class Clavier(IPage page)
{
    /// <summary>Names of the controls that Tab would come by after the one with the focus, and the name of that one.</summary>
    private const string Lire = """
        () => {
          const plain = text => (text ?? '').replace(/\s+/g, ' ').trim();
          const name = e => plain(e.getAttribute('aria-label') ?? (e.labels?.length ? [...e.labels].map(l => l.textContent).join(' ') : e.textContent));
          const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter(e => e.checkVisibility() && !e.disabled)
            .filter(e => e.type !== 'radio' || e.checked || (!document.querySelector(`input[name="${CSS.escape(e.name)}"]:checked`) && e === document.querySelector(`input[name="${CSS.escape(e.name)}"]`)));
          const here = document.activeElement === document.body ? null : document.activeElement;
          const after = here ? all.filter(e => e !== here && (here.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)) : all;
          const before = here ? all.filter(e => e !== here && (here.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_PRECEDING)).reverse() : [];
          return [here ? [name(here)] : [''], after.map(name), before.map(name)];
        }
        """;

    /// <summary>Moves the focus to the control of a name, else to the next one whose name begins so.</summary>
    public async Task AllerAsync(string name)
    {
        var read = await page.EvaluateAsync<string[][]>(Lire);
        var isExact = read.SelectMany(names => names).Any(one => Plain(one) == Plain(name));
        if (Plain(read[0][0]) == Plain(name) || (!isExact && Rang(read[0], name) == 0))
            return;
        var (forward, backward) = (Rang(read[1], name), Rang(read[2], name));
        Assert.True(forward >= 0 || backward >= 0, $"No control « {name} » on {page.Url}: {string.Join(" | ", read[1].Concat(read[2]))}");
        var (key, times) = forward >= 0 && !(isExact && Plain(read[1][forward]) != Plain(name)) ? ("Tab", forward + 1) : ("Shift+Tab", backward + 1);
        for (var press = 0; press < times; press++)
        {
            await page.Keyboard.PressAsync(key);
        }

        var now = (await page.EvaluateAsync<string[][]>(Lire))[0][0];
        Assert.True(Plain(now).StartsWith(Plain(name), StringComparison.Ordinal), $"Tab came to « {now} », not to « {name} », on {page.Url}.");
    }

    /// <summary>Presses a button or follows a link, and waits for the next page.</summary>
    public async Task ActiverAsync(string name)
    {
        await AllerAsync(name);
        await page.EvaluateAsync("() => document.body.setAttribute('data-avant', '')");
        await page.Keyboard.PressAsync("Enter");
        // The last element of a page says that all of it is there: the foot, or what stands for it below Elsa Studio.
        await page.WaitForSelectorAsync("body:not([data-avant]) > :is(footer, #blazor-error-ui)", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Writes into a field in place of what it holds.</summary>
    public async Task EcrireAsync(string name, string text)
    {
        await AllerAsync(name);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Chooses from a list by the arrow keys.</summary>
    public async Task ChoisirAsync(string name, string option)
    {
        await AllerAsync(name);
        const string read = "() => [document.activeElement.selectedOptions[0]?.textContent ?? '', ...[...document.activeElement.options].map(o => o.textContent)]";
        var words = (await page.EvaluateAsync<string[]>(read)).Select(Plain).ToList();
        var (from, to) = (words.IndexOf(words[0], 1), words.FindIndex(1, one => one.StartsWith(Plain(option), StringComparison.Ordinal)));
        Assert.True(to > 0, $"« {name} » does not offer « {option} »: {string.Join(" | ", words)}");
        for (var press = 0; press < Math.Abs(to - from); press++)
        {
            await page.Keyboard.PressAsync(to > from ? "ArrowDown" : "ArrowUp");
        }

        Assert.StartsWith(Plain(option), Plain((await page.EvaluateAsync<string[]>(read))[0]), StringComparison.Ordinal);
    }

    /// <summary>Ticks a box, or opens what a heading hides.</summary>
    public async Task CocherAsync(string name)
    {
        await AllerAsync(name);
        await page.Keyboard.PressAsync("Space");
    }

    public async Task ToucheAsync(string key) => await page.Keyboard.PressAsync(key);

    private static int Rang(string[] names, string wanted)
    {
        var exact = Array.FindIndex(names, one => Plain(one) == Plain(wanted));
        return exact >= 0 ? exact : Array.FindIndex(names, one => Plain(one).StartsWith(Plain(wanted), StringComparison.Ordinal));
    }

    private static string Plain(string text) => string.Join(' ', text.Replace('\u00A0', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
