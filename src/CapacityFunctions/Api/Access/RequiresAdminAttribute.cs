namespace CapacityFunctions.Api.Access;

/// <summary>Marks a function that only <see cref="AccessRole.Admin"/> may call; the others need what their method tells.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresAdminAttribute : Attribute;
