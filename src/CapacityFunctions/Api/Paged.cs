using CapacityFunctions.Storage;
using Microsoft.AspNetCore.Mvc;

namespace CapacityFunctions.Api;

/// <summary>Answers with a part of a longer list.</summary>
internal static class Paged
{
    private const string TokenParameter = "continuationToken";

    /// <summary>The part, or the refusal of a token that belongs to another list or to none.</summary>
    internal static async Task<IActionResult> AnswerAsync<T>(Func<Task<Page<T>>> read)
    {
        try
        {
            return new OkObjectResult(await read());
        }
        catch (ArgumentException broken) when (string.Equals(broken.ParamName, TokenParameter, StringComparison.Ordinal))
        {
            return Problem.Invalid($"{TokenParameter}: not one that this list gave");
        }
    }
}
