using CapacityFunctions.Azure.Options;
using CapacityFunctions.Planning.Accounts;
using CapacityFunctions.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Azure.Tests.Options;

public sealed class AzureProviderOptionsTests
{
    private const string Subscription = "11111111-1111-4111-8111-111111111111";

    [Fact]
    public void Defaults_AreTheDocumentedOnes()
    {
        AzureProviderOptions options = new();

        Assert.Equal(
            (0, 8, TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(4), TimeSpan.FromHours(12), TimeSpan.FromHours(6), "USD"),
            (options.AllocatedBuffer, options.MaxAttempts, options.OperationTimeout, options.RequestTimeout, options.PriceLifetime, options.CatalogueLifetime, options.Currency));
        Assert.Equal(
            ("https://management.azure.com/", "https://prices.azure.com/", "https://metrics.monitor.azure.com"),
            (options.ResourceManagerEndpoint.AbsoluteUri, options.PricesEndpoint.AbsoluteUri, options.MetricsAudience));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("Capacity:Provider", "ledger")]
    public void Add_NotChosen_LeavesTheProviderThatIsThere(string? setting, string? value)
    {
        ServiceCollection services = new();
        FixedProvider ledger = new();
        services.AddSingleton<ICapacityProvider>(ledger);

        services.AddAzureCapacity(Configuration((setting ?? "x", value)));

        Assert.Same(ledger, services.BuildServiceProvider().GetRequiredService<ICapacityProvider>());
    }

    [Fact]
    public void Add_Chosen_TakesThePlaceOfTheProviderThatIsThere()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<ICapacityProvider>(new FixedProvider());

        services.AddAzureCapacity(Valid());

        using ServiceProvider provider = services.BuildServiceProvider();
        Assert.IsType<AzureCapacityProvider>(Assert.Single(provider.GetServices<ICapacityProvider>()));
        Assert.False(provider.GetRequiredService<IAllocationProvider>().KeepsLimits(new ResourceType("Standard_D4s_v5")));
    }

    [Fact]
    public void Add_UnknownProvider_ThrowsNamingTheSetting()
    {
        InvalidOperationException problem = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddAzureCapacity(Configuration(("Capacity:Provider", "aws"))));

        Assert.Contains("Capacity__Provider", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SubscriptionId", "")]
    [InlineData("SubscriptionId", "mine")]
    [InlineData("ResourceGroup", "")]
    [InlineData("Location", "West Europe")]
    [InlineData("AccountSubscriptions:0:SubscriptionId", "mine")]
    [InlineData("AllocatedBuffer", "-1")]
    [InlineData("MaxAttempts", "0")]
    [InlineData("OperationTimeout", "01:00:00")]
    [InlineData("PriceLifetime", "00:00:01")]
    [InlineData("Currency", "euro")]
    [InlineData("ResourceManagerEndpoint", "http://management.azure.com")]
    [InlineData("MetricsEndpoint", "http://localhost")]
    [InlineData("PricesEndpoint", "ftp://prices.azure.com")]
    [InlineData("AuthorityHost", "http://login.example")]
    [InlineData("QuotaGroup:Name", "shared")] // without management group and sizes
    [InlineData("QuotaGroup:Sizes:0", "Standard_D4s_v5")]
    public async Task Start_InvalidSetting_FailsNamingIt(string setting, string value)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAzureCapacity(Valid(($"Capacity:Azure:{setting}", value)));
        using IHost host = builder.Build();

        OptionsValidationException problem = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(setting.Split(':')[0], problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_QuotaGroupAndASharedSubscription_NamesTheAccounts()
    {
        const string Shared = "33333333-3333-4333-8333-333333333333";
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddAzureCapacity(Valid(
            ("Capacity:Azure:QuotaGroup:ManagementGroup", "mg"),
            ("Capacity:Azure:QuotaGroup:Name", "shared"),
            ("Capacity:Azure:QuotaGroup:Sizes:0", "Standard_D4s_v5"),
            ("Capacity:Azure:AccountSubscriptions:0:AccountId", "shop"),
            ("Capacity:Azure:AccountSubscriptions:0:SubscriptionId", Shared),
            ("Capacity:Azure:AccountSubscriptions:1:AccountId", "till"),
            ("Capacity:Azure:AccountSubscriptions:1:SubscriptionId", Shared)));
        using IHost host = builder.Build();

        OptionsValidationException problem = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("shop and till share one", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("22222222-2222-4222-8222-222222222222", "22222222-2222-4222-8222-222222222222")]
    [InlineData("shop", "33333333-3333-4333-8333-333333333333")]
    [InlineData("other", null)]
    [InlineData(Subscription, null)]
    public void SubscriptionOf_Account_IsItsOwnTheMappedOrNone(string account, string? expected)
    {
        AzureProviderOptions options = new() { SubscriptionId = Subscription };
        options.AccountSubscriptions.Add(new AccountSubscriptionOptions { AccountId = "shop", SubscriptionId = "33333333-3333-4333-8333-333333333333" });

        Assert.Equal(expected, options.SubscriptionOf(account));
    }

    private static IConfiguration Valid(params (string, string?)[] changes) => Configuration(
    [
        ("Capacity:Provider", "azure"),
        ("Capacity:Azure:SubscriptionId", Subscription),
        ("Capacity:Azure:ResourceGroup", "capacity"),
        ("Capacity:Azure:Location", "westeurope"),
        .. changes,
    ]);

    private static IConfiguration Configuration(params (string Key, string? Value)[] settings)
    {
        Dictionary<string, string?> values = [];
        foreach ((string key, string? value) in settings)
        {
            values[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
