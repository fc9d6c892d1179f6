using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>What is known of a failure: never the exception itself, which may come from another process.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">Message of the exception.</param>
/// <param name="StackTrace">Null where the exception was never thrown.</param>
/// <param name="InnerFailure">The cause, null at the root.</param>
/// <param name="Properties">Further facts; this runtime gives none.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>Describes an exception and its chain of inner exceptions.</summary>
    /// <remarks>A failed task's own failure is the cause of its <see cref="TaskFailedException"/>.</remarks>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        TaskFailureDetails? inner = exception switch
        {
            TaskFailedException failed => failed.FailureDetails,
            { InnerException: { } cause } => FromException(cause),
            _ => null,
        };
        Type type = exception.GetType();
        return new TaskFailureDetails(type.FullName ?? type.Name, exception.Message, exception.StackTrace, inner, Properties: null);
    }

    /// <inheritdoc cref="IsCausedBy(Type)"/>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T), Assembly.GetCallingAssembly());

    /// <summary>
    /// True when the failure's own type (not that of its causes) is the given one or derives from it. A type that can't be found by
    /// its name in this process is none of them.
    /// </summary>
    /// <exception cref="ArgumentException">The type isn't an exception.</exception>
    /// <exception cref="AmbiguousMatchException">Several loaded assemblies have a type of that name.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        return IsCausedBy(targetBaseExceptionType, Assembly.GetCallingAssembly());
    }

    private bool IsCausedBy(Type target, Assembly caller)
    {
        if (!typeof(Exception).IsAssignableFrom(target))
        {
            throw new ArgumentException($"{target} is not an exception.", nameof(target));
        }

        return FindErrorType(target.Assembly, caller) is { } errorType && target.IsAssignableFrom(errorType);
    }

    private Type? FindErrorType(Assembly targetAssembly, Assembly caller)
    {
        Type? near = typeof(object).Assembly.GetType(ErrorType) ?? targetAssembly.GetType(ErrorType) ?? caller.GetType(ErrorType);
        if (near is not null)
        {
            return near;
        }

        Type[] matches =
        [
            .. AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => !assembly.IsDynamic)
                .Select(assembly => assembly.GetType(ErrorType))
                .OfType<Type>(),
        ];
        return matches.Length > 1
            ? throw new AmbiguousMatchException($"{matches.Length} loaded assemblies have a type {ErrorType}.")
            : matches.FirstOrDefault();
    }
}
