using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.ResourceManager.Compute;
using Azure.ResourceManager.Resources;
using CapacityFunctions.Azure.Options;

namespace CapacityFunctions.Azure.Connections;

/// <summary>The SDK's client and, for what it does not reach, pipelines with the same identity, transport and rules.</summary>
internal sealed class AzureConnection
{
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(30);

    /// <param name="options">Valid.</param>
    /// <param name="credential">Who asks.</param>
    /// <param name="transport">How bytes travel; null: the usual way.</param>
    internal AzureConnection(AzureProviderOptions options, TokenCredential credential, HttpPipelineTransport? transport = null)
    {
        string audience = options.ResourceManagerAudience ?? options.ResourceManagerEndpoint.GetLeftPart(UriPartial.Authority);
        ArmClientOptions armOptions = Bounded(new ArmClientOptions(), transport);
        armOptions.Environment = new ArmEnvironment(options.ResourceManagerEndpoint, audience);
        Client = new ArmClient(credential, options.SubscriptionId, armOptions);
        Arm = new ArmRest(
            Pipeline(new RestOptions(), transport, credential, Scope(audience)), options.ResourceManagerEndpoint);
        Metrics = new ArmRest(
            Pipeline(new RestOptions(), transport, credential, Scope(options.MetricsAudience)), options.MetricsAddress);
        SubscriptionId = options.SubscriptionId;
        ResourceGroupName = options.ResourceGroup;
        Location = new AzureLocation(options.Location);
    }

    internal ArmClient Client { get; }

    internal ArmRest Arm { get; }

    internal ArmRest Metrics { get; }

    internal string SubscriptionId { get; }

    internal string ResourceGroupName { get; }

    internal AzureLocation Location { get; }

    internal SubscriptionResource Subscription =>
        Client.GetSubscriptionResource(SubscriptionResource.CreateResourceIdentifier(SubscriptionId));

    internal ResourceGroupResource ResourceGroup =>
        Client.GetResourceGroupResource(ResourceGroupResource.CreateResourceIdentifier(SubscriptionId, ResourceGroupName));

    internal CapacityReservationGroupResource Group(string name) => Client.GetCapacityReservationGroupResource(
        CapacityReservationGroupResource.CreateResourceIdentifier(SubscriptionId, ResourceGroupName, name));

    internal CapacityReservationResource Reservation(string group, string name) => Client.GetCapacityReservationResource(
        CapacityReservationResource.CreateResourceIdentifier(SubscriptionId, ResourceGroupName, group, name));

    private static string Scope(string audience) => audience.TrimEnd('/') + "/.default";

    private static HttpPipeline Pipeline(
        RestOptions options, HttpPipelineTransport? transport, TokenCredential credential, string scope) =>
        HttpPipelineBuilder.Build(Bounded(options, transport), new BearerTokenAuthenticationPolicy(credential, scope));

    private static TOptions Bounded<TOptions>(TOptions options, HttpPipelineTransport? transport)
        where TOptions : ClientOptions
    {
        options.RetryPolicy = new BoundedRetryPolicy();
        options.Retry.NetworkTimeout = NetworkTimeout;
        options.Diagnostics.IsLoggingContentEnabled = false;
        options.Diagnostics.ApplicationId = "CapacityFunctions";
        options.AddPolicy(new ForbidDeletePolicy(), HttpPipelinePosition.PerCall);
        if (transport is not null)
        {
            options.Transport = transport;
        }

        return options;
    }

    private sealed class RestOptions : ClientOptions;
}
