using ComiteFlow.Host.Demonstration;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Demonstration;

/// <summary>The two buttons of the demonstration's clock.</summary>
internal sealed class HorlogeModel(IServiceProvider provider) : PageComite
{
    private static readonly int[] Steps = [1, 7];

    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(int jours, string? retour, CancellationToken ct)
    {
        if (provider.GetService<IHorlogeDemonstration>() is not { } clock)
        {
            return NotFound();
        }

        if (!Steps.Contains(jours))
        {
            return BadRequest();
        }

        await clock.AdvanceAsync(jours, ct);
        return LocalRedirect(Url.IsLocalUrl(retour) ? retour : "/");
    }
}
