using System.ComponentModel.DataAnnotations;

namespace CapacityFunctions.Api.Access;

/// <summary>Who may call; app settings <c>Capacity__Access__Name</c>.</summary>
public sealed class AccessOptions
{
    public const string SectionName = "Capacity:Access";

    /// <summary>
    /// Callers need an identity that App Service authentication vouches for, and function keys open nothing. Default: false, callers need a function
    /// key. Where the platform's authentication is off, true lets nobody in.
    /// </summary>
    public bool RequireIdentity { get; set; }

    /// <summary>The app role that sees everything. Default: reader.</summary>
    [Required]
    public string ReaderRole { get; set; } = "reader";

    /// <summary>The app role that operates. Default: operator.</summary>
    [Required]
    public string OperatorRole { get; set; } = "operator";

    /// <summary>The app role that administers. Default: admin.</summary>
    [Required]
    public string AdminRole { get; set; } = "admin";

    /// <summary>Whether the platform says that it authenticates (<c>WEBSITE_AUTH_ENABLED</c>): only then its header about the caller is its own.</summary>
    internal bool PlatformAuthenticates { get; set; }

    /// <summary>The highest of the roles; null for none of them. Names are compared as they are written.</summary>
    internal AccessRole? HighestOf(IReadOnlyCollection<string> roles) =>
        roles.Contains(AdminRole, StringComparer.Ordinal) ? AccessRole.Admin
        : roles.Contains(OperatorRole, StringComparer.Ordinal) ? AccessRole.Operator
        : roles.Contains(ReaderRole, StringComparer.Ordinal) ? AccessRole.Reader
        : null;
}
