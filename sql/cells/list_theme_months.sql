-- Every held month of every theme. Returns theme, month 'YYYY-MM', total (counts mapped inside the study area), synthetic, dated, sources, protected.
select theme, to_char(month, 'YYYY-MM') as month, sum(n) filter (where mapped and place = 'inside')::int as total,
  bool_or(synthetic) as synthetic, bool_and(dated) as dated, array_agg(distinct source) as sources, bool_or(protected) as protected
from theme_totals
group by theme, month
order by theme, month
