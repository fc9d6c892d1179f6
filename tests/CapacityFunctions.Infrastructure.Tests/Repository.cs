using System.Reflection;

namespace CapacityFunctions.Infrastructure.Tests;

/// <summary>Where the files are that the tests look at, as the build noted it.</summary>
internal static class Repository
{
    internal static string Root { get; } = Metadata("RepositoryRoot") ?? throw new InvalidOperationException("The build did not note RepositoryRoot.");

    internal static string Infra { get; } = Path.Combine(Root, "infra");

    /// <summary>Null where no package has a compiler for this platform.</summary>
    internal static string? BicepPath { get; } = Metadata("BicepPath") is { Length: > 0 } path
        ? Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar))
        : null;

    private static string? Metadata(string key) => typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.Ordinal))?.Value;
}
