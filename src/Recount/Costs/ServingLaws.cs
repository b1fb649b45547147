namespace Recount.Costs;

/// <summary>
/// What serving a model takes: a roofline (Williams et al. 2009, DOI 10.1145/1498765.1498785) over memory and arithmetic. Every step of decoding reads all weights once
/// and the keys and values of every sequence in the batch, and does two FLOPs for each parameter and sequence; the slower of the two takes the time. Reading a prompt is
/// arithmetic, and reads the weights once.
/// </summary>
public static class ServingLaws
{
    /// <summary>All laws; times are seconds, memory is bytes.</summary>
    public static IReadOnlyList<Law> All { get; } =
    [
        Law.Parse("weights = total_parameters * weight_bytes"),
        Law.Parse("kv_per_token = 2 * layers * kv_heads * key * kv_bytes", "keys and values of every layer"),
        Law.Parse("context = prompt + output/2", "the mean over the answer"),
        Law.Parse("prefill_time = max(prompt * (2 * parameters + 2 * layers * heads * key * prompt)/(devices * peak * mfu), weights/(devices * bandwidth * mbu))", "roofline"),
        Law.Parse("running = min(batch, largest_batch)", "no more than the memory holds"),
        Law.Parse("memory_time = (weights + running * context * kv_per_token)/(devices * bandwidth * mbu)", "roofline"),
        Law.Parse("arithmetic_time = running * (2 * parameters + 4 * layers * heads * key * context)/(devices * peak * mfu)", "roofline"),
        Law.Parse("step_time = max(memory_time, arithmetic_time)", "roofline"),
        Law.Parse("request_time = prefill_time + output * step_time/running"),
        Law.Parse("capacity = 1/request_time"),
        Law.Parse("output_speed = output/request_time"),
        Law.Parse("memory_needed = weights + running * (prompt + output) * kv_per_token"),
        Law.Parse("largest_batch = (devices * memory * usable - weights)/((prompt + output) * kv_per_token)", "what the memory holds"),
        Law.Parse("cost_per_request = request_time * devices * price/3600/load"),
        Law.Parse("cost_per_million_tokens = cost_per_request * 1e6/(prompt + output)"),
        Law.Parse("cost_per_million_output_tokens = cost_per_request * 1e6/output"),
        Law.Parse("busy = request_rate * request_time/load", "replicas that are paid for"),
        Law.Parse("yearly_cost = request_rate * cost_per_request * 31557600"),
        Law.Parse("api_cost_per_request = (prompt * price_in + output * price_out)/1e6"),
        Law.Parse("yearly_api_cost = request_rate * api_cost_per_request * 31557600"),
        Law.Parse("break_even_rate = devices * price/3600/api_cost_per_request", "one replica that is paid for all the time"),
        Law.Parse("break_even_load = break_even_rate * request_time", "the share of a replica's capacity at which it costs what the API does"),
    ];

    /// <summary>What is taken for granted of a service that does not say so.</summary>
    public static IReadOnlyList<Law> Supposed { get; } =
    [
        Law.Parse("total_parameters = parameters", supposes: "every parameter is met by every token"),
        Law.Parse("running = batch", supposes: "the memory holds the batch"),
    ];
}
