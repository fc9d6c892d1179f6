using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CapacityFunctions.Embedded.Functions;

/// <summary>Where a started host serves HTTP; a singleton service of the host.</summary>
public sealed class EmbeddedHostAddress
{
    private readonly IServer _server;

    internal EmbeddedHostAddress(IServer server)
    {
        _server = server;
    }

    /// <summary>Scheme, host and the port that was really taken, without a path.</summary>
    /// <exception cref="InvalidOperationException">The host has not been started.</exception>
    public Uri BaseAddress =>
        _server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? new Uri(address)
            : throw new InvalidOperationException("The host has no address before it has been started.");
}
