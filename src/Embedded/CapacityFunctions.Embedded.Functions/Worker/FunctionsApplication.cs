using CapacityFunctions.Embedded.Functions;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    /// <param name="args">Command line of the app; <c>--urls</c> and any <c>--Setting value</c> are taken from it.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(new EmbeddedHostSettings { Arguments = args });
}
