using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CapacityFunctions.Azure;
using CapacityFunctions.Hosting;
using CapacityFunctions.Infrastructure.Tests.Compiler;
using CapacityFunctions.Storage;
using CapacityFunctions.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Infrastructure.Tests.Settings;

/// <summary>The templates set what the app reads, and nothing that nobody reads.</summary>
public sealed partial class SettingTests(Templates templates)
{
    public static TheoryData<string> Environments => [.. Templates.Environments];

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Settings_EachOne_IsRead(string environment)
    {
        Dictionary<string, string> settings = await SettingsAsync(environment);

        Assert.DoesNotContain(settings.Keys, setting => !CodeSettings.IsRead(setting) && !PlatformSettings.IsRead(setting, settings));
    }

    [Theory]
    [InlineData("Capacity__StaleAfter", true)]
    [InlineData("Capacity__Policy__CostOptimal__ShortageCostPerUnitHour", true)]
    [InlineData("Capacity__BusinessUnits__0__Name", true)]
    [InlineData("Capacity__Azure__AccountSubscriptions__0__AccountId", true)]
    [InlineData("Capacity__Azure__AccountSubscriptions__web", false)]
    [InlineData("Capacity__Provider", true)]
    [InlineData("AzureWebJobsStorage__tableServiceUri", true)]
    [InlineData("Capacity__StaleAftr", false)]
    [InlineData("Capacity__Policy__CostOptimal__Shortage", false)]
    [InlineData("Capacity__BusinessUnits__Name", false)]
    [InlineData("Capacity__BusinessUnits", false)]
    [InlineData("Capacity__Azure__Region", false)]
    [InlineData("AzureWebJobsStorage__fileServiceUri", false)]
    [InlineData("TaskHubName", false)]
    public void IsRead_NameOfASetting_IsWhatTheCodeBinds(string setting, bool expected) => Assert.Equal(expected, CodeSettings.IsRead(setting));

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Settings_TheAppStartsWithThem(string environment)
    {
        ServiceProvider services = Services(await SettingsAsync(environment));
        await using (services)
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
    }

    [Theory]
    [InlineData("Capacity__Azure__Location")]
    [InlineData("Capacity__Azure__SubscriptionId")]
    [InlineData("AzureWebJobsStorage__tableServiceUri")]
    [InlineData("AzureWebJobsStorage__blobServiceUri")]
    public async Task Settings_WithoutOneThatIsNeeded_TheAppDoesNotStart(string setting)
    {
        Dictionary<string, string> settings = await SettingsAsync("prod");
        Assert.True(settings.Remove(setting));

        ServiceProvider services = Services(settings);
        await using (services)
        {
            Assert.ThrowsAny<Exception>(services.GetRequiredService<IStartupValidator>().Validate);
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Settings_WhatHostJsonRefersTo_IsSet(string environment)
    {
        string[] referred = [.. Reference().Matches(HostSettings.Host.ToJsonString()).Select(match => match.Groups["name"].Value)];

        Assert.NotEmpty(referred);
        Assert.Subset((await SettingsAsync(environment)).Keys.ToHashSet(StringComparer.Ordinal), referred.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Settings_Storage_IsReachedByIdentity(string environment)
    {
        Dictionary<string, string> settings = await SettingsAsync(environment);

        Assert.DoesNotContain("AzureWebJobsStorage", settings.Keys);
        Assert.DoesNotContain(settings.Values, value => value.Contains("AccountKey", StringComparison.OrdinalIgnoreCase) || value.Contains("sig=", StringComparison.Ordinal));
        Assert.Equal("managedidentity", settings["AzureWebJobsStorage__credential"]);
        Assert.Contains(").clientId]", settings["AzureWebJobsStorage__clientId"], StringComparison.Ordinal);
        Assert.Contains("Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
        Assert.All(["blob", "queue", "table"], service =>
            Assert.Contains($"primaryEndpoints.{service}]", settings[$"AzureWebJobsStorage__{service}ServiceUri"], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Settings_Names_AreThoseThatLinuxTakes(string environment) =>
        Assert.All((await SettingsAsync(environment)).Keys, name => Assert.Matches("^[A-Za-z0-9_]+$", name));

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Settings_NoneIsOneThatFlexConsumptionRefuses(string environment) =>
        Assert.Empty((await SettingsAsync(environment)).Keys.Intersect(PlatformSettings.RefusedByFlexConsumption, StringComparer.Ordinal));

    private static ServiceProvider Services(Dictionary<string, string> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting =>
            KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)Evaluated(setting.Value)))).Build();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddCapacityTelemetry(configuration);
        services.AddCapacityStorage(configuration);
        services.AddAzureCapacity(configuration);
        services.AddCapacityFunctions(configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>What Azure would make of an expression that only it can evaluate.</summary>
    private static string Evaluated(string value) =>
        value.Contains("primaryEndpoints.", StringComparison.Ordinal) ? "https://account.service.core.windows.net/"
        : value.Contains(").ConnectionString]", StringComparison.Ordinal) ? "InstrumentationKey=99999999-9999-9999-9999-999999999999;IngestionEndpoint=https://region.in.applicationinsights.azure.com/"
        : value.Contains("clientId]", StringComparison.Ordinal) ? "88888888-8888-8888-8888-888888888888"
        : value;

    private async Task<Dictionary<string, string>> SettingsAsync(string environment)
    {
        JsonObject settings = Assert.Single((await templates.ResourcesAsync(environment)).OfType("Microsoft.Web/sites/config"), config =>
            config.Name().EndsWith("/appsettings", StringComparison.Ordinal));
        return settings["properties"]!.AsObject().ToDictionary(setting => setting.Key, setting => setting.Value!.ToString(), StringComparer.Ordinal);
    }

    [GeneratedRegex("%(?<name>[A-Za-z0-9_]+)%", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
