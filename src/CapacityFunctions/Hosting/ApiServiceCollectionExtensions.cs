using CapacityFunctions.Api;
using CapacityFunctions.Api.Access;
using CapacityFunctions.Api.Audit;
using CapacityFunctions.Api.OpenApi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CapacityFunctions.Hosting;

/// <summary>What all endpoints share.</summary>
internal static class ApiServiceCollectionExtensions
{
    /// <summary>The platform sets it to <c>True</c> where App Service authentication stands before the app.</summary>
    private const string PlatformAuthentication = "WEBSITE_AUTH_ENABLED";

    internal static IServiceCollection AddCapacityApi(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection access = configuration.GetSection(AccessOptions.SectionName);
        services.AddOptions<AccessOptions>()
            .Bind(access)
            .Configure(options => options.PlatformAuthenticates = string.Equals(configuration[PlatformAuthentication], bool.TrueString, StringComparison.OrdinalIgnoreCase))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<CallerReader>();
        services.AddSingleton<EndpointCatalog>();
        services.AddSingleton<AuditJournal>();
        services.AddSingleton(provider => new OpenApiDocument(
            provider.GetRequiredService<EndpointCatalog>(), provider.GetRequiredService<IOptions<JsonOptions>>().Value));
        if (access.GetValue<bool>(nameof(AccessOptions.RequireIdentity)))
        {
            services.AddSingleton<IFunctionMetadataTransformer, IdentityInsteadOfKeys>();
        }

        return services;
    }
}
