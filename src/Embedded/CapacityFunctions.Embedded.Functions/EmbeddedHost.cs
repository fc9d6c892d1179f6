using Microsoft.Azure.Functions.Worker.Builder;

namespace CapacityFunctions.Embedded.Functions;

/// <summary>Starts a Functions app inside a program that is not the app itself, such as a test.</summary>
public static class EmbeddedHost
{
    /// <summary>Does what <see cref="FunctionsApplication.CreateBuilder"/> does, for the assembly and the folder that the settings name.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(EmbeddedHostSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new FunctionsApplicationBuilder(settings);
    }
}
