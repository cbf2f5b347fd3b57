using System.Xml.Linq;
using ComiteFlow.Host.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ComiteFlow.Host.Securite;

/// <summary>The keys that seal sessions, forms and addresses in mails: kept with the site's data, so that they outlive a restart and every host has the same.</summary>
internal sealed class ClesEnBase(IServiceScopeFactory scopes) : IXmlRepository
{
    /// <summary>What was sealed under this name is opened under it, wherever the program lies.</summary>
    private const string Application = "ComiteFlow";

    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(Application);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            // Pages without a database seal for as long as they run.
            if (provider.GetService<BaseDeDonnees>() is not null)
                options.XmlRepository = new ClesEnBase(provider.GetRequiredService<IServiceScopeFactory>());
        }));
    }

    /// <summary>Makes the first key, where there is none: hosts that start at once do it one after the other, and share it.</summary>
    public static void Prepare(IServiceProvider services) => services.GetService<IDataProtectionProvider>()?.CreateProtector(Application).Protect([]);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var texts = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CleDeProtectionRow>().AsNoTracking().Select(key => key.Text).ToList();
        return [.. texts.Select(text => XElement.Parse(text))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        db.Add(new CleDeProtectionRow { Name = friendlyName, Text = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
