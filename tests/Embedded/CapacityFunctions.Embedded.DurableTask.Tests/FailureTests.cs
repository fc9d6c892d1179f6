using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using Microsoft.DurableTask;

namespace CapacityFunctions.Embedded.DurableTask.Tests;

public sealed class FailureTests
{
    private static TaskFailureDetails Of(string type) => new(type, "no", StackTrace: null, InnerFailure: null, Properties: null);

    [Theory]
    [InlineData("System.TimeoutException", typeof(TimeoutException), true)]
    [InlineData("System.TimeoutException", typeof(SystemException), true)]
    [InlineData("System.TimeoutException", typeof(IOException), false)]
    [InlineData("(unknown)", typeof(Exception), false)]
    [InlineData("Some.Type.Of.Another.Process", typeof(Exception), false)]
    [InlineData("System.String", typeof(Exception), false)]
    public void IsCausedBy_NameOfAType_HonoursBaseTypes(string errorType, Type target, bool expected) =>
        Assert.Equal(expected, Of(errorType).IsCausedBy(target));

    [Fact]
    public void IsCausedBy_TypeOfTheCallersAssembly_IsFound() =>
        Assert.True(Of(typeof(OwnException).FullName!).IsCausedBy<OwnException>());

    [Fact]
    public void IsCausedBy_NoException_Throws() =>
        Assert.Throws<ArgumentException>(() => Of("System.TimeoutException").IsCausedBy(typeof(string)));

    [Fact]
    public void IsCausedBy_NameInTwoAssemblies_Throws()
    {
        Define("TwinOne");
        Define("TwinTwo");

        Assert.Throws<AmbiguousMatchException>(() => Of("Twins.Twin").IsCausedBy<IOException>());
    }

    [Fact]
    public void Activity_Failure_HasTheFrameworksExceptionInsideAndASubOrchestrationsNone()
    {
        List<Exception?> inner = [];
        Replayer replayer = new(async context =>
        {
            foreach (Task call in (Task[])[context.CallActivityAsync("A"), context.CallSubOrchestratorAsync("C")])
            {
                try
                {
                    await call;
                }
                catch (TaskFailedException failure)
                {
                    inner.Add(failure.InnerException);
                }
            }

            return null;
        });

        replayer.Next();
        replayer.Next(new TaskFailed(0, Of("X")), new TaskFailed(1, Of("X")));

        global::DurableTask.Core.Exceptions.TaskFailedException framework =
            Assert.IsType<global::DurableTask.Core.Exceptions.TaskFailedException>(inner[0]);
        Assert.Equal(("no", "A", 0), (framework.Message, framework.Name, framework.ScheduleId));
        Assert.Null(inner[1]);
    }

    [Fact]
    public void FromException_NestedCauses_AreAChain()
    {
        TaskFailureDetails details = TaskFailureDetails.FromException(
            new InvalidOperationException("outer", new TimeoutException("middle", new IOException("inner"))));

        Assert.Equal(
            "System.InvalidOperationException/outer System.TimeoutException/middle System.IO.IOException/inner",
            string.Join(' ', Chain(details).Select(failure => $"{failure.ErrorType}/{failure.ErrorMessage}")));
    }

    private static IEnumerable<TaskFailureDetails> Chain(TaskFailureDetails? details)
    {
        for (; details is not null; details = details.InnerFailure)
        {
            yield return details;
        }
    }

    /// <summary>Loads an assembly of that name with a type Twins.Twin.</summary>
    private static void Define(string assemblyName)
    {
        PersistedAssemblyBuilder assembly = new(new AssemblyName(assemblyName), typeof(object).Assembly);
        assembly.DefineDynamicModule(assemblyName)
            .DefineType("Twins.Twin", TypeAttributes.Public | TypeAttributes.Class, typeof(IOException))
            .CreateType();
        using MemoryStream image = new();
        assembly.Save(image);
        image.Position = 0;
        AssemblyLoadContext.Default.LoadFromStream(image);
    }

    private sealed class OwnException : Exception;
}
