using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace CapacityFunctions.Api;

/// <summary>How middleware reads and gives answers: as results, which the host writes when all middleware is done.</summary>
internal static class InvocationAnswers
{
    /// <summary>The function's answer, or the one that middleware put in its place; null before there is one.</summary>
    internal static IActionResult? Answer(this FunctionContext context) => context.GetInvocationResult().Value as IActionResult;

    internal static void Answer(this FunctionContext context, IActionResult answer) => context.GetInvocationResult().Value = answer;
}
