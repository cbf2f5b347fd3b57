using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>What a person does by hand in the editor. A busy editor may miss a drag: it is done again until its work was saved.</summary>
public sealed partial class StudioEnMarche
{
    private const int Attempts = 6;

    /// <summary>How long a gesture may take to be saved before it is done again, in seconds.</summary>
    private const int Missed = 15;

    /// <summary>A new workflow of a name, open in the editor with its beginning.</summary>
    internal async Task<IPage> NewAsync(string name)
    {
        var page = await OpenAsync("/circuits/nouveau");
        await page.FillAsync("#nom", name);
        await page.ClickAsync("main button[type=submit]");
        await DrawnAsync(page, 1);
        return page;
    }

    /// <summary>Drops a step of the palette at a place, in parts of the diagram's width and height.</summary>
    internal async Task DropAsync(IPage page, string id, string category, string step, float across, float down)
    {
        var steps = await CountAsync(id, "activities");
        var entry = page.Locator("#studio [draggable=true]").Filter(new() { Has = page.GetByText(step, new() { Exact = true }) }).First;
        if (!await entry.IsVisibleAsync())
            await page.Locator("#studio .mud-expand-panel-header", new() { HasText = category }).First.ClickAsync();
        var diagram = page.Locator(".x6-graph").First;
        await RepeatAsync(id, "activities", steps, async () =>
        {
            var box = (await diagram.BoundingBoxAsync())!;
            await entry.DragToAsync(diagram, new() { TargetPosition = new() { X = box.Width * across, Y = box.Height * down } });
        });
        await DrawnAsync(page, steps + 1);
    }

    /// <summary>Shows the inputs of a step in the panel below the diagram.</summary>
    internal static async Task SelectAsync(IPage page, string step)
    {
        await Node(page, step).ClickAsync(new() { Position = new() { X = 20, Y = 20 }, Force = true });
        await page.Locator("#studio .mud-tab", new() { HasText = "Général" }).First.WaitForAsync();
    }

    /// <summary>Chooses from a list of the panel.</summary>
    internal static async Task ChooseAsync(IPage page, string input, string option)
    {
        await page.Locator("#studio .mud-select-extended", new() { HasText = input }).First.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(option).First.ClickAsync();
    }

    /// <summary>Adds words to a list of the panel. The field empties itself once it has taken a word: what is typed before that is lost.</summary>
    internal static async Task EnterAsync(IPage page, string input, params string[] words)
    {
        var field = page.Locator($"#studio input[aria-label='{input}']");
        foreach (var word in words)
        {
            await field.FillAsync(word);
            await page.Keyboard.PressAsync("Enter");
            await page.Locator("#studio .mud-chip").GetByText(word, new() { Exact = true }).WaitForAsync();
            await Assertions.Expect(field).ToHaveValueAsync("", new() { Timeout = Patience });
        }
    }

    /// <summary>Draws an arrow from a step's way out to another step, each by the words on it.</summary>
    internal async Task ConnectAsync(IPage page, string id, string from, string way, string to)
    {
        var arrows = await CountAsync(id, "connections");
        await RepeatAsync(id, "connections", arrows, () => DragAsync(page, Port(page, from, way), Port(page, to, "In")));
    }

    /// <summary>Does a gesture again until one more of a kind was saved.</summary>
    private async Task RepeatAsync(string id, string kind, int before, Func<Task> gesture)
    {
        for (var attempt = 1; ; attempt++)
        {
            await gesture();
            try
            {
                await UntilAsync(id, text => Count(text, kind) > before, patience: Missed);
                return;
            }
            catch (OperationCanceledException) when (attempt < Attempts)
            {
                // Nothing was saved: nothing came of it.
            }
        }
    }

    /// <summary>A convention that workflows can be started on.</summary>
    internal Task ImportAsync(string convention) => Verbes.Find("import")!.RunAsync(
        Server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("anne", Roles.Coordinator, null, "test", default),
        JsonSerializer.SerializeToElement(new { document = convention }), default);

    /// <summary>A second person publishes the draft on its page.</summary>
    internal async Task PublishAsync(string id, string person)
    {
        var other = new AppelsDeStudio(Server, person);
        await Context.AddCookiesAsync([new() { Name = "comiteflow", Value = other.Cookie, Url = Server.Address.ToString() }]);
        var page = await Context.NewPageAsync();
        await page.GotoAsync(new Uri(Server.Address, $"/circuits/{id}/publier").ToString());
        await page.FillAsync("textarea[name=motif]", "Premier circuit de la coordination.");
        await page.ClickAsync("button[value=publier]");
        await page.Locator("[role=status]", new() { HasText = "La version 1 est publiée" }).WaitForAsync();
        await page.CloseAsync();
        await SignInAsync();
    }

    /// <summary>Starts a published workflow on a convention.</summary>
    internal async Task StartAsync(IPage page, string id, string convention)
    {
        await page.GotoAsync(new Uri(Server.Address, $"/circuits/{id}/lancer").ToString());
        await page.SelectOptionAsync("select[name=objet]", new SelectOptionValue { Value = $"{convention} {convention}" });
        await page.ClickAsync("main form button[type=submit]");
        await AtAsync(page, "/circuits/instances*");
    }

    /// <summary>Waits until the page is at an address (a glob after the host), whether or not all that it loads has come: Studio's pages go on loading while they are read.</summary>
    internal static Task AtAsync(IPage page, string path) =>
        Assertions.Expect(page).ToHaveURLAsync(new Regex("^http://[^/]+" + Regex.Escape(path).Replace("\\*", ".*", StringComparison.Ordinal) + "$"), new() { Timeout = Patience });

    /// <summary>How many steps (<c>activities</c>) or arrows (<c>connections</c>) the saved draft has.</summary>
    private async Task<int> CountAsync(string id, string kind)
    {
        var count = 0;
        await UntilAsync(id, text => (count = Count(text, kind)) >= 0);
        return count;
    }

    private static int Count(string text, string kind)
    {
        using var definition = JsonDocument.Parse(text);
        return definition.RootElement.GetProperty("root").TryGetProperty(kind, out var items) && items.ValueKind == JsonValueKind.Array ? items.GetArrayLength() : 0;
    }

    private static ILocator Node(IPage page, string words) => page.Locator(".x6-node", new() { HasText = words });

    private static ILocator Port(IPage page, string step, string port) => Node(page, step).Locator($".x6-port-body[port='{port}'] circle").First;

    private static async Task DragAsync(IPage page, ILocator source, ILocator target)
    {
        // A step that is selected is moved by what begins at its ways out: an empty place takes the selection.
        var diagram = page.Locator(".x6-graph").First;
        await diagram.ClickAsync(new() { Position = new() { X = 8, Y = (await diagram.BoundingBoxAsync())!.Height - 8 }, Force = true });
        var (from, to) = (await CentreAsync(source), await CentreAsync(target));
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync((from.X + to.X) / 2, (from.Y + to.Y) / 2, new() { Steps = 6 });
        await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }

    private static async Task<(float X, float Y)> CentreAsync(ILocator port)
    {
        var box = (await port.BoundingBoxAsync())!;
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
